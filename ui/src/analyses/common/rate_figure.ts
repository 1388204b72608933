// A rate as a figure: what it is, what it rests on, and its interval where that says something. Pure.
import type { Row } from '../../client/types'
import { format_count, format_rate, kMissing } from '../../kit/format'
import { kCasesWithoutInterval, type Interval } from '../../kit/interval'
import { number_or_null } from './result'

export interface CountedRate {
  rate: number | null
  hits: number
  cases: number
  interval: Interval | null
}

export interface RateColumns {
  rate: string
  hits: string
  cases: string
  ends: string // of the interval, without _low and _high
}

export function counted_rate(row: Row, columns: RateColumns): CountedRate {
  const [low, high] = [number_or_null(row, `${columns.ends}_low`), number_or_null(row, `${columns.ends}_high`)]
  return {
    rate: number_or_null(row, columns.rate), hits: number_or_null(row, columns.hits) ?? 0, cases: number_or_null(row, columns.cases) ?? 0,
    interval: low === null || high === null ? null : { low, high },
  }
}

export function rate_value({ rate }: CountedRate): string {
  return rate === null ? kMissing : format_rate(rate)
}

// "(11,516/23,570)", and " 47.2–50.1 %" while cases are few.
export function rate_note({ hits, cases, interval }: CountedRate): string {
  if (cases === 0) return ''
  const ends = interval && cases < kCasesWithoutInterval ? ` ${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)} %` : ''
  return `(${format_count(hits)}/${format_count(cases)})${ends}`
}
