// From rows of `customer_balance` to the year that was and the years to come without new customers. Pure.
import type { Result } from '../../client/types'
import { number_of, number_or_null, text_of } from '../common/result'

export interface BalanceYear {
  year: number // 0: the last one
  forecast: boolean
  opening: number | null // of years to come: null, with all the others, as far as nobody was watched for so long
  kept: number | null
  lost: number | null
  returned: number | null
  new: number | null
  closing: number | null
  sales: number | null // minor units
}

export const kFlows = ['opening', 'lost', 'returned', 'new', 'closing'] as const
export type Flow = (typeof kFlows)[number]

export function balance_years(result: Result): BalanceYear[] {
  return result.rows.map((row): BalanceYear => ({
    year: number_of(row, 'year'),
    forecast: text_of(row, 'part') === 'forecast',
    opening: number_or_null(row, 'opening'),
    kept: number_or_null(row, 'kept'),
    lost: number_or_null(row, 'lost'),
    returned: number_or_null(row, 'returned'),
    new: number_or_null(row, 'new'),
    closing: number_or_null(row, 'closing'),
    sales: number_or_null(row, 'sales'),
  }))
}

// The steps of the year that was, from who was active a year ago to who is now; each stands where the one before ended.
export function balance_steps(year: BalanceYear): { flow: Flow; amount: number; from: number; to: number }[] {
  const { lost, returned, new: won } = year
  const opening = year.opening ?? 0
  const closing = year.closing ?? 0
  const after_lost = opening - (lost ?? 0)
  const after_returned = after_lost + (returned ?? 0)
  return [
    { flow: 'opening', amount: opening, from: 0, to: opening },
    { flow: 'lost', amount: lost ?? 0, from: after_lost, to: opening },
    { flow: 'returned', amount: returned ?? 0, from: after_lost, to: after_returned },
    { flow: 'new', amount: won ?? 0, from: after_returned, to: closing },
    { flow: 'closing', amount: closing, from: 0, to: closing },
  ]
}

// The years that something is known of: the one that was, and those to come as far as they are told.
export function told_years(years: readonly BalanceYear[]): BalanceYear[] {
  return years.filter(({ closing }) => closing !== null)
}
