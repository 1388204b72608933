// From rows of `cohorts` to a matrix: months of first purchase down, ages across. A cell whose time is not over is
// unfinished: it is drawn as such, and no mean and no colour scale takes it in. Pure.
import type { Result } from '../../client/types'
import { number_of, text_of } from '../common/result'

export const kMeasures = ['rate', 'people', 'sales', 'cumulative'] as const
export type Measure = (typeof kMeasures)[number]

export interface CohortCell {
  age: number
  customers: number // of the cohort
  active: number
  sales: number // minor units
  cumulative_sales: number // minor units
  complete: boolean
}

export interface CohortRow {
  cohort: string // "2026-11"
  customers: number
  newest: boolean
  cells: (CohortCell | null)[] // by age; null where the time has not begun
}

export interface CohortMatrix {
  ages: number[]
  rows: CohortRow[]
}

const kNewest = 3

export function cohort_matrix(result: Result): CohortMatrix {
  const by_cohort = new Map<string, CohortCell[]>()
  let oldest_age = -1
  for (const row of result.rows) {
    const cohort = text_of(row, 'cohort').slice(0, 7)
    const cell: CohortCell = {
      age: number_of(row, 'age'),
      customers: number_of(row, 'customers'),
      active: number_of(row, 'active'),
      sales: number_of(row, 'sales'),
      cumulative_sales: number_of(row, 'cumulative_sales'),
      complete: row['complete'] === true,
    }
    oldest_age = Math.max(oldest_age, cell.age)
    const cells = by_cohort.get(cohort)
    if (cells) cells.push(cell)
    else by_cohort.set(cohort, [cell])
  }
  const ages = Array.from({ length: oldest_age + 1 }, (_, age) => age)
  const names = [...by_cohort.keys()].toSorted()
  const rows = names.map((cohort, i): CohortRow => {
    const cells = by_cohort.get(cohort) ?? []
    const by_age = new Map(cells.map((cell) => [cell.age, cell]))
    return {
      cohort,
      customers: cells[0]?.customers ?? 0,
      newest: i >= names.length - kNewest,
      cells: ages.map((age) => by_age.get(age) ?? null),
    }
  })
  return { ages, rows }
}

export function value_of(cell: CohortCell, measure: Measure): number {
  switch (measure) {
    case 'people':
      return cell.active
    case 'rate':
      return cell.customers > 0 ? cell.active / cell.customers : 0
    case 'sales':
      return cell.sales
    case 'cumulative':
      return cell.customers > 0 ? cell.cumulative_sales / cell.customers : 0
  }
}

// Rates and sums per head are weighted by customers; counts and sales are means over cohorts.
export function mean_row(matrix: CohortMatrix, measure: Measure): (number | null)[] {
  return matrix.ages.map((age) => {
    const cells = matrix.rows.flatMap((row) => {
      const cell = row.cells[age]
      return cell?.complete ? [cell] : []
    })
    if (cells.length === 0) return null
    const customers = cells.reduce((sum, cell) => sum + cell.customers, 0)
    const total = cells.reduce((sum, cell) => {
      if (measure === 'rate') return sum + cell.active
      if (measure === 'cumulative') return sum + cell.cumulative_sales
      return sum + value_of(cell, measure)
    }, 0)
    if (measure === 'people' || measure === 'sales') return total / cells.length
    return customers > 0 ? total / customers : null
  })
}

export interface Scale {
  low: number
  high: number
}

// The colour scale spans finished cells. Age 0 is the first purchase itself, everybody's, and would drown the
// rest; only a running sum includes it.
export function scale_of(matrix: CohortMatrix, measure: Measure): Scale {
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const row of matrix.rows) {
    for (const cell of row.cells) {
      if (!cell?.complete || (cell.age === 0 && measure !== 'cumulative')) continue
      const value = value_of(cell, measure)
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return low === Number.POSITIVE_INFINITY ? { low: 0, high: 0 } : { low: measure === 'cumulative' ? low : 0, high }
}

export function step_of(value: number, scale: Scale, steps: number): number {
  if (scale.high <= scale.low) return 0
  const share = (value - scale.low) / (scale.high - scale.low)
  return Math.max(0, Math.min(steps - 1, Math.floor(share * steps)))
}
