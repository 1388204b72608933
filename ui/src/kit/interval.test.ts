import { expect, test } from 'vitest'
import { difference_interval, interval_if_few, wilson, type Estimate } from './interval'

test("Wilson's interval agrees with the published example 81 of 263", () => {
  // Newcombe (1998), method 3: 0.2553 to 0.3662
  const interval = wilson(81, 263)
  expect(interval?.low).toBeCloseTo(0.2553, 4)
  expect(interval?.high).toBeCloseTo(0.3662, 4)
})

test('stays inside 0 and 1', () => {
  expect(wilson(0, 20)?.low).toBe(0)
  expect(wilson(20, 20)?.high).toBe(1)
  expect(wilson(0, 0)).toBeNull()
})

test('is shown only below 1,000 cases', () => {
  expect(interval_if_few(499, 999)).not.toBeNull()
  expect(interval_if_few(500, 1_000)).toBeNull()
})

function estimate(hits: number, cases: number): Estimate {
  return { value: hits / cases, interval: wilson(hits, cases) ?? { low: 0, high: 1 } }
}

test("Newcombe's interval of a difference agrees with the published examples", () => {
  // Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10
  const published = [[56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.809], [6, 7, 2, 7, 0.0582, 0.8062]] as const
  for (const [hits, cases, other_hits, other_cases, low, high] of published) {
    const interval = difference_interval(estimate(hits, cases), estimate(other_hits, other_cases))
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  }
})
