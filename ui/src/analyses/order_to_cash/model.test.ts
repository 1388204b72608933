import { expect, test } from 'vitest'
import { cash_steps, shipment_of } from './model'

const row = {
  accepted: 100, accepted_amount: 400_000, matured: 80, matured_shipped: 72, shipment_rate: 0.9, shipment_low: 0.81, shipment_high: 0.95, pending: 20,
  shipped: 75, shipped_amount: 290_000, delivered: null, delivered_amount: null, paid: 60, paid_amount: 240_000, kept: 58, kept_amount: 231_000,
}

test('a step that the shop does not tell is no step with nobody in it', () => {
  expect(cash_steps(row).map(({ step, share }) => [step, share])).toEqual([['accepted', 1], ['shipped', 0.75], ['paid', 0.6], ['kept', 0.58]])
})

test('the shipment rate is of those old enough, not of all accepted', () => {
  expect(shipment_of(row)).toEqual({ rate: 0.9, hits: 72, cases: 80, interval: { low: 0.81, high: 0.95 } })
})

test('nothing accepted, no share', () => {
  expect(cash_steps({ ...row, accepted: 0 })[0]?.share).toBeNull()
})
