import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { sales_model } from './model'

const month = (name: string, accepted: number, returned: number) => ({
  month: name, orders: 1, accepted, out_of_stock: 10, returned, discounts: 5, points: 5, net: accepted - 20 - returned, orders_without_customer: 0,
})
const model = sales_model({ rows: [month('2026-10', 1_000, 100), month('2026-11', 500, 0)] } as unknown as Result)

test('the waterfall steps down from accepted to net without a gap', () => {
  expect(model.steps.map(({ name }) => name)).toEqual(['accepted', 'out_of_stock', 'returned', 'discounts', 'points', 'net'])
  for (let i = 1; i < 5; ++i) expect(model.steps[i]?.from).toBe(model.steps[i - 1]?.to)
  expect(model.steps[4]?.to).toBe(model.steps[5]?.amount)
})

test('what was kept', () => {
  expect(model.kept).toBeCloseTo(1_360 / 1_500)
  expect(sales_model({ rows: [] } as unknown as Result).kept).toBeNull()
})
