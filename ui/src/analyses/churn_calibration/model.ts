// From rows of `churn_calibration` to points of predicted against observed, and to rules that flag customers. Pure.
import type { Result, Row } from '../../client/types'
import type { Interval } from '../../kit/interval'
import type { CountedRate } from '../common/rate_figure'
import { number_of, number_or_null, text_of } from '../common/result'

export interface CalibrationPoint {
  decile: number
  customers: number
  predicted: number
  observed: number
  interval: Interval
}

export interface Rule {
  rule: string
  flagged: number
  precision: CountedRate // of those flagged, who did not buy
  recall: CountedRate // of those who did not buy, who was flagged
  false_alarms: CountedRate // of those who bought, who was flagged
}

export function calibration_points(result: Result): CalibrationPoint[] {
  return result.rows.filter((row) => text_of(row, 'group') === 'chance').map((row): CalibrationPoint => ({
    decile: number_of(row, 'decile'),
    customers: number_of(row, 'customers'),
    predicted: number_of(row, 'predicted_rate'),
    observed: number_of(row, 'observed_rate'),
    interval: { low: number_of(row, 'observed_low'), high: number_of(row, 'observed_high') },
  }))
}

// Those whose interval holds what was predicted: of ten, nine or ten are to be expected of a good model with many customers.
export function hits(points: readonly CalibrationPoint[]): number {
  return points.filter(({ predicted, interval }) => predicted >= interval.low && predicted <= interval.high).length
}

function rate_of(row: Row, name: string, part: number, all: number): CountedRate {
  const [low, high] = [number_or_null(row, `${name}_low`), number_or_null(row, `${name}_high`)]
  return { rate: number_or_null(row, `${name}_rate`), hits: part, cases: all, interval: low === null || high === null ? null : { low, high } }
}

export function rules_of(result: Result): Rule[] {
  const points = result.rows.filter((row) => text_of(row, 'group') === 'chance')
  const total = (column: string) => points.reduce((sum, row) => sum + number_of(row, column), 0)
  const [all_bought, all_away] = [total('bought'), total('stayed_away')]
  return result.rows.filter((row) => text_of(row, 'group') !== 'chance').map((row): Rule => {
    const [flagged, away, bought] = [number_of(row, 'customers'), number_of(row, 'stayed_away'), number_of(row, 'bought')]
    return { rule: text_of(row, 'group'), flagged, precision: rate_of(row, 'precision', away, flagged), recall: rate_of(row, 'recall', away, all_away), false_alarms: rate_of(row, 'false_alarm', bought, all_bought) }
  })
}
