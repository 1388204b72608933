// Which months a report can be of, and what it is asked with. Pure.
import type { Query } from '../../client/http'
import type { Summary } from '../../client/types'
import type { Search } from '../../filters/search'
import { add_months, month_of } from '../../kit/days'
import { last_full_month } from './overview/months'

const kMonths = 36 // offered; older ones are asked for on the command line

// From the newest one that has begun.
export function report_months({ first_day, as_of }: Pick<Summary, 'first_day' | 'as_of'>): string[] {
  if (!first_day || !as_of) return []
  const months: string[] = []
  for (let month = month_of(as_of); month >= month_of(first_day) && months.length < kMonths; month = month_of(add_months(`${month}-01`, -1))) months.push(month)
  return months
}

// The one that is offered first: the last full one, or the only one there is.
export function first_month(months: readonly string[], as_of: string): string {
  const { month } = last_full_month(as_of)
  return months.includes(month) ? month : (months[0] ?? '')
}

// What the screen is narrowed to goes along; its as-of day where it lies in the month.
export function report_query(search: Search, month: string): Query {
  const { as_of, source, payment_method, product } = search
  return { as_of: as_of && month_of(as_of) === month ? as_of : undefined, source, payment_method, product }
}
