import { expect, test } from 'vitest'
import { ja } from '../../locales/ja'
import { group_word, name_of, word_of } from './names'

const names = new Map([['MAIN', '美容液'], ['EMPTY', '']])

test('products are known by their names, where the column tells of products', () => {
  expect(name_of(names, 'product', 'MAIN', {})).toBe('美容液')
  expect(name_of(names, 'group', 'MAIN', { by: 'product' })).toBe('美容液')
  expect(name_of(names, 'group', 'MAIN', { by: 'source' })).toBeNull()
  expect(name_of(names, 'source', 'MAIN', {})).toBeNull()
})

test('what has no name keeps its code', () => {
  expect(name_of(names, 'product', 'EMPTY', {})).toBeNull()
  expect(name_of(names, 'product', '_other', {})).toBeNull()
})

test('groups are months as one reads them, and what is not told is said in words', () => {
  const words = { language: 'ja' as const, text: ja }
  expect(group_word('2026-10', { by: 'month' }, words)).toBe('2026/10')
  expect(group_word('-', { by: 'source' }, words)).toBe(ja.groups.not_told['source'])
  expect(group_word('-', { by: 'nothing known' }, words)).toBeNull()
  expect(group_word('検索', { by: 'source' }, words)).toBeNull()
  expect(group_word(null, { by: 'source' }, words)).toBeNull()
  expect(word_of(names, 'group', 'MAIN', { by: 'product' }, words)).toBe('美容液')
  expect(word_of(names, 'month', '2026-10', { by: 'month' }, words)).toBeNull() // its own type writes it
})
