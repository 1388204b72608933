import { expect, test } from 'vitest'
import { draft_in_url, found, page_in } from './segment_search'

test('a draft stands in the URL while it is another than what is kept', () => {
  expect(draft_in_url('stage = 3', 'stage = 2')).toBe('stage = 3')
  expect(draft_in_url('stage = 2', 'stage = 2')).toBeNull()
  expect(draft_in_url('x'.repeat(6_001), '')).toBeNull()
})

test('pages of the URL', () => {
  expect(page_in({ page: '3' })).toBe(3)
  expect(page_in({ page: '-1' })).toBe(1)
  expect(page_in({})).toBe(1)
})

test('segments are found by words of name and condition', () => {
  const all = [{ name: '休眠', sentence: '最後の購入から180日以上' }, { name: 'VIP', sentence: '購入回数が10以上' }]
  expect(found(all, '')).toHaveLength(2)
  expect(found(all, 'ｖｉｐ')).toEqual([all[1]])
  expect(found(all, '購入 180')).toEqual([all[0]])
  expect(found(all, '購入 東京')).toEqual([])
})
