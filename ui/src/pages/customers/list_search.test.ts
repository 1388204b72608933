import { expect, test } from 'vitest'
import { is_filtered, page_of, question_of, settled_words, sort_of } from './list_search'

test('the URL becomes a question', () => {
  const question = question_of({ words: '倉本', stage: 'f3', quiet: 'over', mail: 'given', sort: 'sales', page: '3', tag: 'VIP' })
  expect(question).toEqual({
    words: '倉本', sort: 'sales', purchases_min: '3', purchases_max: '5', quiet_days_min: '181', quiet_days_max: undefined,
    tag: 'VIP', consents_to: 'mail', page: 3, page_size: 50,
  })
})

test('what nobody knows in a URL is not asked', () => {
  const question = question_of({ stage: 'f99', quiet: 'x', sort: 'age', page: '-2', mail: 'yes' })
  expect(question.purchases_min).toBeUndefined()
  expect(question.quiet_days_max).toBeUndefined()
  expect(question.consents_to).toBeUndefined()
  expect(sort_of({ sort: 'age' })).toBe('last_order')
  expect(page_of({ page: '1.5' })).toBe(1)
})

test('words and sorting are no filters', () => {
  expect(is_filtered({ words: 'x', sort: 'name', page: '2' })).toBe(false)
  expect(is_filtered({ stage: 'f1' })).toBe(true)
})

test('half a kana is not searched for', () => {
  expect(settled_words('くらｍ', true)).toBe('くら')
  expect(settled_words('くらm', true)).toBe('くら')
  expect(settled_words('くらm', false)).toBe('くらm')
  expect(settled_words('sato', true)).toBe('sato')
})
