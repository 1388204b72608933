// From rows of `delivery_repeat` to rates by days, and how those who had it early differ from those who waited. Pure.
import type { Result } from '../../client/types'
import { difference_interval, wilson, type Interval } from '../../kit/interval'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_of } from '../common/result'

export interface DaysRow {
  days: number
  last: boolean // and all that took longer
  customers: number
  rate: CountedRate
}

export function days_rows(result: Result): DaysRow[] {
  const most = result.parameters['days_max']
  return result.rows.map((row): DaysRow => ({
    days: number_of(row, 'days'), last: row['days'] === most, customers: number_of(row, 'customers'),
    rate: counted_rate(row, { rate: 'conversion_rate', hits: 'converted', cases: 'matured', ends: 'conversion' }),
  }))
}

export function together(rows: readonly DaysRow[]): CountedRate {
  const hits = rows.reduce((sum, { rate }) => sum + rate.hits, 0)
  const cases = rows.reduce((sum, { rate }) => sum + rate.cases, 0)
  return { rate: cases > 0 ? hits / cases : null, hits, cases, interval: wilson(hits, cases) }
}

export interface Halves {
  days: number // early: so many or fewer
  early: CountedRate
  late: CountedRate
  difference: { value: number; interval: Interval }
}

// Split at the day by which at least half of those who were watched had it; null where nobody waited longer.
export function halves_of(rows: readonly DaysRow[]): Halves | null {
  const all = together(rows).cases
  const up_to = (most: number) => rows.filter(({ days }) => days <= most)
  const middle = rows.toSorted((a, b) => a.days - b.days).find(({ days }) => together(up_to(days)).cases * 2 >= all)
  if (!middle || all === 0) return null
  const [early, late] = [together(up_to(middle.days)), together(rows.filter(({ days }) => days > middle.days))]
  if (early.rate === null || late.rate === null || !early.interval || !late.interval) return null
  return {
    days: middle.days, early, late,
    difference: { value: early.rate - late.rate, interval: difference_interval({ value: early.rate, interval: early.interval }, { value: late.rate, interval: late.interval }) },
  }
}
