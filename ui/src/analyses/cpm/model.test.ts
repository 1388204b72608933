import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { cpm_model } from './model'

const order = ['first', 'young', 'steady', 'trendy', 'loyal']
const model = cpm_model(
  {
    rows: [
      { cell: 'first', active: true, customers: 60, purchases: 60, sales: 1 },
      { cell: 'first', active: false, customers: 120, purchases: 120, sales: 1 },
      { cell: 'loyal', active: true, customers: 20, purchases: 300, sales: 1 },
    ],
  } as unknown as Result,
  order,
)

test('five layers in the order of the trade, also where nobody is', () => {
  expect(model.layers.map(({ cell }) => cell)).toEqual(order)
  expect(model.layers[1]?.left_share).toBeNull()
})

test('shares are of all customers, what left is of its layer', () => {
  expect(model.layers[0]?.left.share).toBeCloseTo(0.6)
  expect(model.layers[0]?.left_share).toBeCloseTo(2 / 3)
  expect(model.layers[4]?.left_share).toBe(0)
  expect(model.most).toBe(120)
})

test('of nobody there is no share', () => {
  expect(cpm_model({ rows: [] } as unknown as Result, order).layers[0]?.active.share).toBeNull()
})
