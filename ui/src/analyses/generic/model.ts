// An analysis without a drawing of its own, drawn from its descriptor: what names the rows, what is measured, and which shape
// that takes. Pure.
import type { CellValue, Column, Descriptor, Result, Row } from '../../client/types'
import { key_columns, measures_of } from '../common/differences'

export type Shape = 'bars' | 'line' | 'matrix' | 'figures' | 'table'

export interface Plan {
  shape: Shape
  across: Column | null // along the axis, or the columns of a matrix
  groups: Column | null // one row of a matrix, or one series, for each of its values
  measures: Column[]
}

const kSeriesAtMost = 6 // colours that are told apart
const kMatrixCharts = new Set(['matrix', 'grid', 'cells'])

function distinct(rows: readonly Row[], column: Column): CellValue[] {
  return [...new Set(rows.map((row) => row[column.name] ?? null))]
}

export function plan_of(descriptor: Descriptor, result: Result): Plan {
  const named = key_columns(descriptor, result).flatMap((name) => result.columns.find((column) => column.name === name) ?? [])
  // What is the same in every row tells no rows apart: a group when nothing is grouped.
  const keys = named.filter((column) => distinct(result.rows, column).length > 1)
  const measures = measures_of(named.map(({ name }) => name), result)
  const none: Plan = { shape: 'table', across: null, groups: null, measures }
  if (descriptor.chart === 'list' || measures.length === 0 || keys.length > 2) return none
  const [one, two] = keys
  if (!one) return { ...none, shape: result.rows.length === 1 ? 'figures' : 'table' }
  if (!two) return { ...none, shape: descriptor.chart === 'line' ? 'line' : 'bars', across: one }
  const few = [one, two].find((column) => distinct(result.rows, column).length <= kSeriesAtMost)
  if (kMatrixCharts.has(descriptor.chart) || !few) return { ...none, shape: 'matrix', across: two, groups: one }
  return { ...none, shape: descriptor.chart === 'line' ? 'line' : 'bars', across: few === one ? two : one, groups: few }
}

export interface Series {
  group: CellValue // null where there are no groups
  rows: (Row | null)[] // by place along the axis; null where the answer has no such row
}

export interface Drawn {
  places: CellValue[]
  series: Series[]
}

export function drawn_of({ across, groups }: Plan, rows: readonly Row[], places?: readonly CellValue[]): Drawn {
  if (!across) return { places: [], series: [] }
  const all = places ? [...places] : distinct(rows, across)
  const by_group = new Map<CellValue, Map<CellValue, Row>>()
  for (const row of rows) {
    const group = groups ? (row[groups.name] ?? null) : null
    const known = by_group.get(group) ?? new Map<CellValue, Row>()
    known.set(row[across.name] ?? null, row)
    by_group.set(group, known)
  }
  return { places: all, series: [...by_group].map(([group, known]) => ({ group, rows: all.map((place) => known.get(place) ?? null) })) }
}

// A figure whose time is not over yet, where the analysis tells.
export function is_unfinished(row: Row | null): boolean {
  return row !== null && (row['complete'] === false || row['mature'] === false)
}

export interface Ends {
  low: string
  high: string
}

// The columns that hold the interval of a rate, by the names analyses give them; such columns are no measures of their own.
export function interval_columns(measure: Column, columns: readonly Column[]): Ends | null {
  const known = new Set(columns.map(({ name }) => name))
  const stems = [measure.name, measure.name.replace(/_rate$/, '')]
  for (const stem of stems) {
    if (known.has(`${stem}_low`) && known.has(`${stem}_high`)) return { low: `${stem}_low`, high: `${stem}_high` }
  }
  return null
}
