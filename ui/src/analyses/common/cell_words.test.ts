import { expect, test } from 'vitest'
import type { Descriptor } from '../../client/types'
import { ja } from '../../locales/ja'
import { cell_words } from './cell_words'

const descriptor = {
  columns: [
    { name: 'stage', title: 'ステージ', type: 'integer' },
    { name: 'cohort', title: '初回購入月', type: 'month' },
    { name: 'cell', title: '層', type: 'code', choices: [{ value: 'loyal', title: '優良' }] },
    { name: 'active', title: '現役', type: 'boolean' },
    { name: 'hour', title: '時', type: 'text' },
    { name: 'product', title: '商品', type: 'text' },
    { name: 'group', title: '区分', type: 'text' },
  ],
  parts: [{ value: 'gone', title: '離れた人' }],
} as unknown as Descriptor
const words = { language: 'ja' as const, text: ja }

test('values by the kind of their column, and the part', () => {
  expect(cell_words(descriptor, { values: { stage: '2' }, part: 'gone' }, words)).toBe('F2 · 離れた人')
  expect(cell_words(descriptor, { values: { cohort: '2026-11' } }, words)).toBe('初回購入月 2026/11')
  expect(cell_words(descriptor, { values: { cell: 'loyal', active: 'true' } }, words)).toBe('優良 · 現役 はい')
})

test('an hour, a product and a group as one says them', () => {
  const known = { names: new Map([['MAIN', '美容液']]), parameters: { by: 'source' } }
  expect(cell_words(descriptor, { values: { hour: '21' } }, words)).toBe('21時台')
  expect(cell_words(descriptor, { values: { hour: '-' } }, words)).toBe('時 不明')
  expect(cell_words(descriptor, { values: { product: 'MAIN' } }, words)).toBe('商品 MAIN')
  expect(cell_words(descriptor, { values: { product: 'MAIN' } }, words, known)).toBe('商品 美容液')
  expect(cell_words(descriptor, { values: { group: '-' } }, words, known)).toBe('区分 媒体不明')
})
