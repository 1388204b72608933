import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { empty_within, is_empty, most_lost, soonest_empty, stocked_products } from './model'

const row = (product: string, on_hand: number, days_of_supply: number | null, sales_lost: number | null) => ({
  product, counted_on: '2026-11-20', on_hand, days: 30, out_of_stock_days: 3, pieces: 10, sales: 1_000, pieces_per_day: 1, days_of_supply, sales_lost,
})
const products = stocked_products({ rows: [row('a', 20, 20, 0), row('b', 5, 5, 900), row('c', -2, null, 5_000), row('d', 40, null, null), row('e', 0, 0, 100)] } as unknown as Result)
const codes = (found: typeof products) => found.map(({ product }) => product)

test('most lost stands first, and who lost nothing or was never there has no rank', () => {
  expect(codes(most_lost(products, 9))).toEqual(['c', 'b', 'e'])
  expect(codes(most_lost(products, 1))).toEqual(['c'])
})

test('what is empty already is not soon to be, and what does not sell never is', () => {
  expect(codes(products.filter(is_empty))).toEqual(['c', 'e'])
  expect(codes(soonest_empty(products, 9))).toEqual(['b', 'a'])
  expect(codes(empty_within(products, 14))).toEqual(['b'])
})
