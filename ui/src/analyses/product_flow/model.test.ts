import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { flow_model, sizes_of, strongest } from './model'

const row = (from_purchase: number, from_product: string, to_product: string, customers: number) => ({
  from_purchase, from_product, to_product, customers, reached: 10, share: customers / 10, share_low: 0.1, share_high: 0.9, days_median: 30,
})
const model = flow_model({ rows: [row(1, 'A', 'A', 4), row(1, 'A', '_none', 6), row(2, 'A', 'B', 3), row(2, 'A', '_other', 1), row(2, 'B', 'A', 0)] } as unknown as Result)

test('the same product of another purchase is another place', () => {
  expect(model.nodes.map(({ purchase, product }) => `${purchase}${product}`)).toEqual(['1A', '2A', '2_none', '3B', '3_other'])
})

test('a band of nobody is none', () => {
  expect(model.bands).toHaveLength(4)
})

test('strongest are ways to a named product', () => {
  expect(strongest(model.bands, 5).map(({ to }) => to)).toEqual(['A', 'B'])
})

test('a place is as large as those who come or go on, whichever are more', () => {
  expect([...sizes_of(model.bands)]).toEqual([['2:A', 4], ['2:_none', 6], ['3:B', 3], ['3:_other', 1], ['1:A', 10]])
})
