import { expect, test } from 'vitest'
import { rate_note, rate_value } from './rate_figure'

test('few cases show their interval, many their counts only, none nothing', () => {
  const interval = { low: 0.4, high: 0.6 }
  expect(rate_note({ rate: 0.5, hits: 50, cases: 100, interval })).toBe('(50/100) 40.0–60.0 %')
  expect(rate_note({ rate: 0.5, hits: 5_000, cases: 10_000, interval })).toBe('(5,000/10,000)')
  expect(rate_note({ rate: null, hits: 0, cases: 0, interval: null })).toBe('')
  expect(rate_value({ rate: null, hits: 0, cases: 0, interval: null })).toBe('–')
})
