import { describe, expect, test } from 'vitest'
import type { Result, Row } from '../../client/types'
import { cohort_matrix, mean_row, scale_of, step_of } from './model'

function row(cohort: string, age: number, customers: number, active: number, complete: boolean): Row {
  return {
    cohort, age, customers, active, purchases: active, sales: active * 100, cumulative_sales: (age + 1) * customers * 10,
    cumulative_per_customer: (age + 1) * 10, complete,
  }
}

const matrix = cohort_matrix({
  rows: [
    row('2026-08', 0, 100, 100, true), row('2026-08', 1, 100, 40, true), row('2026-08', 2, 100, 30, true),
    row('2026-09', 0, 300, 300, true), row('2026-09', 1, 300, 60, true), row('2026-09', 2, 300, 5, false),
    row('2026-10', 0, 50, 50, true), row('2026-10', 1, 50, 1, false),
    row('2026-11', 0, 20, 20, false),
  ],
} as unknown as Result)

describe('cohorts', () => {
  test('ages a cohort has not reached are holes, not zeros', () => {
    expect(matrix.ages).toEqual([0, 1, 2])
    expect(matrix.rows.map((one) => one.cells.filter(Boolean).length)).toEqual([3, 3, 2, 1])
    expect(matrix.rows[3]?.cells[1]).toBeNull()
  })

  test('the mean is weighted and takes finished cells only', () => {
    const [, one, two] = mean_row(matrix, 'rate')
    expect(one).toBeCloseTo(100 / 400) // not the 1 of 50 that is still under way
    expect(two).toBeCloseTo(0.3)
    expect(mean_row(matrix, 'people')[1]).toBe(50)
    expect(mean_row(matrix, 'cumulative')[1]).toBeCloseTo(20)
  })

  test('the newest three cohorts are marked', () => {
    expect(matrix.rows.map((one) => one.newest)).toEqual([false, true, true, true])
  })

  test('the scale leaves out age 0 and unfinished cells', () => {
    expect(scale_of(matrix, 'rate')).toEqual({ low: 0, high: 0.4 })
    expect(step_of(0.4, { low: 0, high: 0.4 }, 9)).toBe(8)
    expect(step_of(0, { low: 0, high: 0.4 }, 9)).toBe(0)
    expect(step_of(1, { low: 0, high: 0.4 }, 9)).toBe(8) // age 0, clipped
  })
})

test('an empty result is an empty matrix', () => {
  const empty = cohort_matrix({ rows: [] } as unknown as Result)
  expect(empty.rows).toEqual([])
  expect(scale_of(empty, 'rate')).toEqual({ low: 0, high: 0 })
})
