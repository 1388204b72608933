import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { losses_of, ranked } from './model'

const row = (outcome: string, orders: number, amount: number) => ({ group: null, outcome, orders, accepted: 100, share: orders / 100, share_low: 0, share_high: 0.5, amount })
const losses = losses_of({
  rows: [row('shipped', 80, 800), row('pending', 6, 60), row('overdue', 4, 40), row('unpaid', 7, 30), row('customer_request', 3, 90), row('out_of_stock', 0, 15)],
} as unknown as Result)

test('what is lost is neither shipped nor waiting', () => {
  expect(losses.lost.map(({ outcome }) => outcome)).toEqual(['unpaid', 'customer_request', 'out_of_stock'])
  expect([losses.orders, losses.amount, losses.lost_orders, losses.lost_amount]).toEqual([100, 1_035, 10, 135])
})

test('worst first, by orders or by money, and what is late stands among them', () => {
  expect(ranked(losses, 'share').map(({ outcome }) => outcome)).toEqual(['unpaid', 'overdue', 'customer_request', 'out_of_stock'])
  expect(ranked(losses, 'amount').map(({ outcome }) => outcome)).toEqual(['customer_request', 'overdue', 'unpaid', 'out_of_stock'])
})
