import { expect, test } from 'vitest'
import { interval_if_few, wilson } from './interval'

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
