// Wilson's score interval for a rate of `hits` out of `cases`, 95 %. Unlike hits/cases ± it stays inside 0–1
// and is honest for few cases.

export interface Interval {
  low: number
  high: number
}

// From this many cases on the interval is narrower than what is printed, so it is left out.
export const kCasesWithoutInterval = 1_000

export function wilson(hits: number, cases: number): Interval | null {
  if (cases <= 0) return null
  const z = 1.959964
  const p = hits / cases
  const centre = p + (z * z) / (2 * cases)
  const spread = z * Math.sqrt((p * (1 - p)) / cases + (z * z) / (4 * cases * cases))
  const scale = 1 + (z * z) / cases
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) }
}

export function interval_if_few(hits: number, cases: number): Interval | null {
  return cases < kCasesWithoutInterval ? wilson(hits, cases) : null
}

export interface Estimate {
  value: number
  interval: Interval
}

// Newcombe's interval of first - second, 95 %, from those of the two (1998, method 10; of any two estimates that do not
// depend on each other: Zou and Donner 2008).
export function difference_interval(first: Estimate, second: Estimate): Interval {
  const change = first.value - second.value
  return {
    low: change - Math.hypot(first.value - first.interval.low, second.interval.high - second.value),
    high: change + Math.hypot(first.interval.high - first.value, second.value - second.interval.low),
  }
}
