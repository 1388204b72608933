// A rate as a figure: what it is, what it rests on, and its interval where that says something. Pure.
import { kCasesWithoutInterval, type Interval } from '../../kit/interval'
import { format_count, format_rate, kMissing } from '../../kit/format'

export interface CountedRate {
  rate: number | null
  hits: number
  cases: number
  interval: Interval | null
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
