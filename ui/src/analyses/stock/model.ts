// From rows of `stock` to the products that lost most, those that will be empty soonest, and how many are empty now. Pure;
// money in minor units.
import type { Result } from '../../client/types'
import { number_of, number_or_null, text_of } from '../common/result'

export interface StockedProduct {
  product: string
  counted_on: string
  on_hand: number // below 0: more was sold than there was
  days: number
  empty_days: number
  per_day: number | null
  supply: number | null // days; null where nothing is sold
  lost: number | null // null where it was never there
}

export function stocked_products(result: Result): StockedProduct[] {
  return result.rows.map((row): StockedProduct => ({
    product: text_of(row, 'product'), counted_on: text_of(row, 'counted_on'), on_hand: number_of(row, 'on_hand'), days: number_of(row, 'days'), empty_days: number_of(row, 'out_of_stock_days'),
    per_day: number_or_null(row, 'pieces_per_day'), supply: number_or_null(row, 'days_of_supply'), lost: number_or_null(row, 'sales_lost'),
  }))
}

export function is_empty({ on_hand }: StockedProduct): boolean {
  return on_hand <= 0
}

// Those that lost something, most first.
export function most_lost(products: readonly StockedProduct[], at_most: number): StockedProduct[] {
  return products.filter(({ lost }) => (lost ?? 0) > 0).toSorted((a, b) => (b.lost ?? 0) - (a.lost ?? 0)).slice(0, at_most)
}

// Those that are there and sell, soonest empty first.
export function soonest_empty(products: readonly StockedProduct[], at_most: number): StockedProduct[] {
  return products.filter((one) => !is_empty(one) && one.supply !== null).toSorted((a, b) => (a.supply ?? 0) - (b.supply ?? 0)).slice(0, at_most)
}

export function empty_within(products: readonly StockedProduct[], days: number): StockedProduct[] {
  return products.filter((one) => !is_empty(one) && one.supply !== null && one.supply <= days)
}
