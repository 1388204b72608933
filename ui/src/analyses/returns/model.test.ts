import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { ranked, returns_of } from './model'

const row = (reason: string, returns: number, amount: number) => ({
  group: null, reason, returns, shipped: 200, return_rate: returns / 200, return_low: 0, return_high: 0.5, pieces: returns, amount, amount_rate: amount / 10_000, exchanged: 1, exchange_rate: 1 / returns,
  days_median: 9, days_p90: 20,
})
const returns = returns_of({ rows: [row('all', 9, 900), row('defect', 6, 300), row('customer_request', 4, 600)] } as unknown as Result)

test('all reasons together stand apart from each of them', () => {
  expect(returns.all?.returned).toMatchObject({ hits: 9, cases: 200, rate: 0.045 })
  expect(returns.reasons.map(({ reason }) => reason)).toEqual(['defect', 'customer_request'])
})

test('most first, by orders or by money', () => {
  expect(ranked(returns.reasons, 'returns').map(({ reason }) => reason)).toEqual(['defect', 'customer_request'])
  expect(ranked(returns.reasons, 'amount').map(({ reason }) => reason)).toEqual(['customer_request', 'defect'])
})

test('of nothing that left there is nothing to tell', () => {
  expect(returns_of({ rows: [] } as unknown as Result)).toEqual({ all: null, reasons: [] })
})
