// Which month is told as the last one: the newest that was over on the as-of day. Pure.
import { add_months, last_of_month, month_of } from '../../../kit/days'

export interface MonthSpan {
  month: string // 2026-10
  from: string // a year before, so that there is something to compare it with
  to: string
  before: string // the month before
  year_before: string
}

export function last_full_month(as_of: string): MonthSpan {
  const here = month_of(as_of)
  const month = last_of_month(here) === as_of ? here : month_of(add_months(`${here}-01`, -1))
  const first = `${month}-01`
  return {
    month, from: add_months(first, -12), to: last_of_month(month), before: month_of(add_months(first, -1)), year_before: month_of(add_months(first, -12)),
  }
}
