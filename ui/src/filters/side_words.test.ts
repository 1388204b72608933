import { expect, test } from 'vitest'
import type { Summary } from '../client/types'
import { ja } from '../locales/ja'
import { side_title } from './side_words'

const summary = { as_of: '2026-11-22', sources: ['検索'], products: [{ code: 'MAIN', name: '美容液' }] } as unknown as Summary
const words = { language: 'ja' as const, text: ja }

test('a side is called by what makes it another question', () => {
  expect(side_title({}, 'as_of', summary, words)).toBe('2026/11/22(日)')
  expect(side_title({ from: '2026-01-01' }, 'period', summary, words)).toBe('2026/01/01(木) 以降')
  expect(side_title({ product: 'MAIN' }, 'product', summary, words)).toBe('美容液 (MAIN)')
  expect(side_title({}, 'source', summary, words)).toBe(ja.filters.all_of.source)
  expect(side_title({ source: '-' }, 'source', summary, words)).toBe(ja.filters.not_told.source)
  expect(side_title({ source: '雑誌' }, 'source', summary, words)).toBe('雑誌')
})
