import { describe, expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { bar_pieces, sales_model, type BarPieces } from './model'

const month = (name: string, accepted: number, returned: number) => ({
  month: name, orders: 1, accepted, out_of_stock: 10, returned, discounts: 5, points: 5, net: accepted - 20 - returned, orders_without_customer: 0,
})
const model = sales_model({ rows: [month('2026-10', 1_000, 100), month('2026-11', 500, 0)] } as unknown as Result)

test('the waterfall steps down from accepted to net without a gap', () => {
  expect(model.steps.map(({ name }) => name)).toEqual(['accepted', 'out_of_stock', 'returned', 'discounts', 'points', 'net'])
  for (let i = 1; i < 5; ++i) expect(model.steps[i]?.from).toBe(model.steps[i - 1]?.to)
  expect(model.steps[4]?.to).toBe(model.steps[5]?.amount)
})

// The ends of what is seen of a bar.
function drawn({ base, above, below }: BarPieces): number[] {
  return [base < 0 || below < 0 ? Math.min(base, 0) + below : base, base < 0 ? base : base + above]
}

describe('a waterfall that goes under', () => {
  // 500 ordered, 900 of earlier orders came back: the sum falls through zero at the returns.
  const sunk = sales_model({ rows: [month('2026-11', 500, 900)] } as unknown as Result)
  const step = (name: string) => sunk.steps.find((one) => one.name === name) as (typeof sunk.steps)[number]

  test('its sums go on below zero and end at the net', () => {
    expect(step('returned')).toMatchObject({ from: 490, to: -410 })
    expect(step('points')).toMatchObject({ from: -415, to: -420 })
    expect(step('net')).toMatchObject({ amount: -420, from: 0, to: -420 })
    expect(sunk.kept).toBeCloseTo(-0.84)
  })
  test('a bar that crosses zero has a piece on each side and none hidden', () => {
    expect(bar_pieces(step('returned'))).toEqual({ base: 0, above: 490, below: -410 })
  })
  test('a bar below zero hangs from a hidden piece below zero', () => {
    expect(bar_pieces(step('discounts'))).toEqual({ base: -410, above: 0, below: -5 })
    expect(bar_pieces(step('net'))).toEqual({ base: 0, above: 0, below: -420 })
  })
  test('what is seen of a bar stands between its two sums, on either side', () => {
    for (const { from, to } of [...sunk.steps, ...model.steps, { from: -30, to: 20 }, { from: 5, to: 5 }, { from: -5, to: -5 }]) {
      expect(drawn(bar_pieces({ from, to }))).toEqual([Math.min(from, to), Math.max(from, to)])
    }
  })
})

test('what was kept', () => {
  expect(model.kept).toBeCloseTo(1_360 / 1_500)
  expect(sales_model({ rows: [] } as unknown as Result).kept).toBeNull()
})
