import { expect, test } from 'vitest'
import type { Result, Row } from '../../client/types'
import { days_rows, halves_of, together } from './model'

const row = (days: number, matured: number, converted: number): Row => ({
  days, customers: matured + 5, matured, converted, conversion_rate: matured > 0 ? converted / matured : null, conversion_low: matured > 0 ? 0 : null, conversion_high: matured > 0 ? 1 : null,
})
const rows_of = (...rows: Row[]) => days_rows({ rows, parameters: { days_max: 14 } } as unknown as Result)

test('the last row holds all that took longer', () => {
  expect(rows_of(row(2, 10, 5), row(14, 10, 5)).map(({ last }) => last)).toEqual([false, true])
})

test('early and late are told apart where half had it, their difference with its interval', () => {
  const halves = halves_of(rows_of(row(1, 30, 26), row(2, 50, 30), row(3, 70, 56)))
  expect(halves?.days).toBe(2)
  expect(halves?.early).toMatchObject({ hits: 56, cases: 80 })
  expect(halves?.late.rate).toBe(0.8)
  // 56 of 70 against 48 of 80: Newcombe (1998), method 10: 0.0524 to 0.3339
  const exact = halves_of(rows_of(row(1, 80, 48), row(5, 70, 56)))
  expect(exact?.difference.value).toBeCloseTo(-0.2, 10)
  expect(exact?.difference.interval.low).toBeCloseTo(-0.3339, 4)
  expect(exact?.difference.interval.high).toBeCloseTo(-0.0524, 4)
})

test('without two halves there is no difference', () => {
  expect(halves_of([])).toBeNull()
  expect(halves_of(rows_of(row(1, 80, 48)))).toBeNull()
  expect(halves_of(rows_of(row(1, 0, 0), row(2, 0, 0)))).toBeNull()
  expect(together([])).toEqual({ rate: null, hits: 0, cases: 0, interval: null })
})
