// From rows of `after_trouble` to two rates and their difference. Pure.
import type { Result, Row } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_or_null, text_of } from '../common/result'

export interface Trouble {
  trouble: string
  troubled: CountedRate
  others: CountedRate
  difference: { value: number; low: number; high: number } | null // troubled - others; null while one of them is not known
}

function rate_of(row: Row, side: 'troubled' | 'others'): CountedRate {
  return counted_rate(row, { rate: `${side}_rate`, hits: `${side}_converted`, cases: side, ends: side })
}

export function troubles_of(result: Result): Trouble[] {
  return result.rows.map((row): Trouble => {
    const [value, low, high] = [number_or_null(row, 'difference'), number_or_null(row, 'difference_low'), number_or_null(row, 'difference_high')]
    return {
      trouble: text_of(row, 'trouble'), troubled: rate_of(row, 'troubled'), others: rate_of(row, 'others'),
      difference: value === null || low === null || high === null ? null : { value, low, high },
    }
  })
}
