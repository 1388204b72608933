// From rows of `payment_delay` that are not grouped to how many are not paid after so many days, and what became of them.
// Pure; money in minor units.
import type { Result } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_of, number_or_null } from '../common/result'

export const kOutcomes = ['paid_later', 'cancelled', 'open'] as const
export type Outcome = (typeof kOutcomes)[number]

export interface Delay {
  days: number // since the due day
  late: CountedRate // not paid by then, of orders whose due day is so long ago
  outcome: Record<Outcome, number> // orders; together those that were late
  median: number | null // days from the due day, of those paid later
  open_amount: number
}

export function delays_of(result: Result): Delay[] {
  return result.rows.map((row): Delay => ({
    days: number_of(row, 'days_late'), late: counted_rate(row, { rate: 'late_rate', hits: 'late', cases: 'decided', ends: 'late' }),
    outcome: { paid_later: number_of(row, 'paid_later'), cancelled: number_of(row, 'cancelled'), open: number_of(row, 'open') },
    median: number_or_null(row, 'days_median'), open_amount: number_or_null(row, 'open_amount') ?? 0,
  }))
}
