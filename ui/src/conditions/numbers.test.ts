import { expect, test } from 'vitest'
import { is_number_to_be, plain_number } from './numbers'

test('numbers as people type them', () => {
  expect(plain_number('１２，３４５')).toBe('12345')
  expect(plain_number('−3')).toBe('-3')
  expect(plain_number(' 1,200.50 ')).toBe('1200.50')
})

test('what can still become a number may stand there', () => {
  for (const typed of ['', '-', '12', '12.', '.5', '-0.5']) expect(is_number_to_be(typed)).toBe(true)
  for (const typed of ['a', '1-2', '1.2.3', '--1']) expect(is_number_to_be(typed)).toBe(false)
})
