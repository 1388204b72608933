import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { delays_of } from './model'

const row = (days_late: number, decided: number, late: number) => ({
  group: null, days_late, decided, late, late_rate: decided > 0 ? late / decided : null, late_low: decided > 0 ? 0.1 : null, late_high: decided > 0 ? 0.4 : null,
  paid_later: late - 3, cancelled: 2, open: 1, days_median: 4.5, late_amount: late * 100, open_amount: 100,
})

test('a delay has its rate, and what became of those who were late', () => {
  const [first, second] = delays_of({ rows: [row(0, 100, 20), row(7, 90, 9)] } as unknown as Result)
  expect(first).toEqual({ days: 0, late: { rate: 0.2, hits: 20, cases: 100, interval: { low: 0.1, high: 0.4 } }, outcome: { paid_later: 17, cancelled: 2, open: 1 }, median: 4.5, open_amount: 100 })
  expect(second?.days).toBe(7)
})

test('what becomes of those who are late adds up to them', () => {
  for (const { late, outcome } of delays_of({ rows: [row(0, 100, 20), row(30, 40, 4)] } as unknown as Result)) {
    expect(outcome.paid_later + outcome.cancelled + outcome.open).toBe(late.hits)
  }
})
