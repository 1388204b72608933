import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { cell_at, map_customers, rfm_model, rfm_value, shade_of, top_value } from './model'

const model = rfm_model({
  rows: [
    { r: 5, f: 5, m: 5, customers: 10, purchases: 90, sales: 900_000 },
    { r: 5, f: 5, m: 4, customers: 5, purchases: 30, sales: 60_000 },
    { r: 1, f: 1, m: 1, customers: 85, purchases: 85, sales: 170_000 },
  ],
} as unknown as Result)

test('the map over all M is the sum of the maps of each M', () => {
  expect(cell_at(model.all, 5, 5).customers).toBe(15)
  expect(cell_at(model.by_m[4] ?? [], 5, 5).customers).toBe(10)
  expect(map_customers(model.all)).toBe(model.total.customers)
  expect(model.by_m.reduce((sum, map) => sum + map_customers(map), 0)).toBe(100)
})

test('values by measure', () => {
  const cell = cell_at(model.all, 5, 5)
  expect(rfm_value(cell, 'share', 100)).toBeCloseTo(0.15)
  expect(rfm_value(cell, 'per_customer', 100)).toBe(64_000)
  expect(rfm_value(cell_at(model.all, 3, 3), 'per_customer', 100)).toBeNull()
  expect(top_value(model.all, 'people', 100)).toBe(85)
})

test('somebody is never drawn like nobody', () => {
  expect(shade_of(null, 85, 9)).toBe(0)
  expect(shade_of(1, 1_000_000, 9)).toBe(1)
  expect(shade_of(85, 85, 9)).toBe(8)
})

test('a level outside the map is refused', () => {
  expect(() => rfm_model({ rows: [{ r: 6, f: 1, m: 1, customers: 1, purchases: 1, sales: 1 }] } as unknown as Result)).toThrow(RangeError)
})
