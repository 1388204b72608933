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
  ],
  parts: [{ value: 'gone', title: '離れた人' }],
} as unknown as Descriptor
const words = { language: 'ja' as const, text: ja }

test('values by the kind of their column, and the part', () => {
  expect(cell_words(descriptor, { values: { stage: '2' }, part: 'gone' }, words)).toBe('F2 · 離れた人')
  expect(cell_words(descriptor, { values: { cohort: '2026-11' } }, words)).toBe('初回購入月 2026/11')
  expect(cell_words(descriptor, { values: { cell: 'loyal', active: 'true' } }, words)).toBe('優良 · 現役 はい')
})
