// From rows of `delivery` that are not grouped to what each leg of the way takes. Pure.
import type { Result } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_or_null, text_of } from '../common/result'

export const kRates = [['within', 'within_matured'], ['late', 'late_matured'], ['same_day', 'before_cut_off']] as const
export type DeliveryRate = (typeof kRates)[number][0]

export interface Leg {
  leg: string
  orders: number
  median: number | null
  p75: number | null
  p90: number | null
  rates: { name: DeliveryRate; rate: CountedRate }[] // those that are known of this leg
}

export function legs_of(result: Result): Leg[] {
  return result.rows.map((row): Leg => ({
    leg: text_of(row, 'leg'),
    orders: number_or_null(row, 'orders') ?? 0,
    median: number_or_null(row, 'days_median'),
    p75: number_or_null(row, 'days_p75'),
    p90: number_or_null(row, 'days_p90'),
    rates: kRates.flatMap(([name, cases]) => {
      const all = number_or_null(row, cases)
      return all === null ? [] : [{ name, rate: counted_rate(row, { rate: `${name}_rate`, hits: name, cases, ends: name }) }]
    }),
  }))
}
