import { expect, test } from 'vitest'
import { value_beside } from './reason_value'

test('a value that the sentence ends with is not told again', () => {
  expect(value_beside({ sentence: 'RFMのRが1', value: '1', holds: true })).toBe('')
  expect(value_beside({ sentence: 'RFM R is 11', value: '1', holds: true })).toBe('1')
  expect(value_beside({ sentence: 'RFMのRが1', value: '4', holds: false })).toBe('4')
  expect(value_beside({ sentence: '購入回数が3回以上', value: '5回', holds: true })).toBe('5回')
  expect(value_beside({ sentence: '購入回数が3回以上', value: null, holds: true })).toBe('')
})
