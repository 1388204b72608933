import { expect, test } from 'vitest'
import { heat_grid, shade } from './heat'

test('each row stands where its two names cross, a cell nobody told is a hole', () => {
  const grid = heat_grid([{ day: 1, hour: 9, n: 3 }, { day: 1, hour: 10, n: 4 }, { day: 2, hour: 10, n: 5 }], 'day', 'hour')
  expect(grid.across).toEqual([9, 10])
  expect(grid.lines.map(({ cells }) => cells.map((cell) => cell?.['n'] ?? null))).toEqual([[3, 4], [null, 5]])
})

test('shades run from nothing to the most', () => {
  expect([0, 50, 100].map((value) => shade(value, 100))).toEqual([0, 4, 8])
  expect(shade(null, 100)).toBeNull()
  expect(shade(5, 0)).toBe(0)
  expect(shade(-5, 100)).toBe(0)
})
