import { expect, test } from 'vitest'
import { example_of, permille_of, whole_of } from './example'

const kYen = { code: 'JPY', decimals: 0 }

test('of 5,000 yen at 40 % there are 2,000 left, less the parcel and the fee', () => {
  expect(example_of({ margin_percent: 40, shipping_cost: 600, payment_fee_permille: 36 }, kYen))
    .toEqual({ order: 5_000, gross: 2_000, shipping: 600, fee: 180, left: 1_220 })
})

test('the cost of a parcel is told in units of the currency', () => {
  expect(example_of({ margin_percent: 50, shipping_cost: 4, payment_fee_permille: 0 }, { code: 'USD', decimals: 2 }).left).toBe(2_100)
})

test('a fee is typed in percent, to a tenth', () => {
  expect(permille_of('3.6')).toBe(36)
  expect(permille_of('３．６％')).toBe(36)
  expect(permille_of('3.65')).toBeNull()
  expect(permille_of('101')).toBeNull()
  expect(permille_of('')).toBeNull()
})

test('whole numbers stay within their bounds', () => {
  expect(whole_of('1,200', 100_000)).toBe(1_200)
  expect(whole_of('101', 100)).toBeNull()
  expect(whole_of('-1', 100)).toBeNull()
})
