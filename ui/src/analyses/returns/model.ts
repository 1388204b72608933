// From rows of `returns` that are not grouped to what came back and why. Pure; money in minor units.
import type { Result, Row } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_of, number_or_null, text_of } from '../common/result'

export const kMeasures = ['returns', 'amount'] as const
export type Measure = (typeof kMeasures)[number]

export interface ReturnsOfReason {
  reason: string // "all" for all of them
  returned: CountedRate // of the orders that left
  pieces: number
  amount: number
  amount_rate: number | null
  exchanged: number
  days_median: number | null
  days_p90: number | null
}

export interface Returns {
  all: ReturnsOfReason | null
  reasons: ReturnsOfReason[]
}

function of_reason(row: Row): ReturnsOfReason {
  return {
    reason: text_of(row, 'reason'), returned: counted_rate(row, { rate: 'return_rate', hits: 'returns', cases: 'shipped', ends: 'return' }), pieces: number_of(row, 'pieces'),
    amount: number_of(row, 'amount'), amount_rate: number_or_null(row, 'amount_rate'), exchanged: number_of(row, 'exchanged'),
    days_median: number_or_null(row, 'days_median'), days_p90: number_or_null(row, 'days_p90'),
  }
}

export function returns_of(result: Result): Returns {
  const rows = result.rows.map(of_reason)
  return { all: rows.find(({ reason }) => reason === 'all') ?? null, reasons: rows.filter(({ reason }) => reason !== 'all') }
}

// Most first.
export function ranked(reasons: readonly ReturnsOfReason[], by: Measure): ReturnsOfReason[] {
  const value = ({ returned, amount }: ReturnsOfReason) => (by === 'returns' ? returned.hits : amount)
  return reasons.toSorted((a, b) => value(b) - value(a))
}
