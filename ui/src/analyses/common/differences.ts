// Two answers to the same question, row by row: which rows belong together, and how far each figure is from the other. Pure.
import type { CellValue, ColumnType, Descriptor, Result, Row } from '../../client/types'
import { format_amount, format_count, format_decimal, format_money_short } from '../../kit/format'
import { difference_interval, type Estimate, type Interval } from '../../kit/interval'
import type { ValueStyle } from './result'
import { is_numeric } from './result'

export interface Difference {
  first: number | null
  second: number | null
  change: number | null // first - second; null where one of them is missing
  share: number | null // change as a share of the second; null where that is nothing
}

export interface RowPair {
  key: Row // the values of the key columns, of the first where both have some
  first: Row | null
  second: Row | null
}

const kNamesOfRows: ReadonlySet<ColumnType> = new Set(['text', 'code', 'day', 'month', 'boolean', 'id'])

// The columns by which a row is known: those that name its cell; else what stands before the first figure.
export function key_columns(descriptor: Descriptor, result: Result): string[] {
  const known = new Set(result.columns.map(({ name }) => name))
  const cell = descriptor.cell_columns.filter((name) => known.has(name))
  if (cell.length > 0) return cell
  const first_figure = result.columns.findIndex(({ type, unit }) => !kNamesOfRows.has(type) && !(type === 'integer' && (unit === '' || unit === 'days')))
  const names = result.columns.slice(0, first_figure < 0 ? result.columns.length : first_figure)
  return fewest(names.filter(({ type }) => type !== 'boolean').map(({ name }) => name), result.rows)
}

// As many of them, from the first, as tell all rows apart: a day on which a product was counted is no second name of it.
function fewest(names: readonly string[], rows: readonly Row[]): string[] {
  const enough = names.findIndex((_, i) => new Set(rows.map((row) => key_of(row, names.slice(0, i + 1)))).size === rows.length)
  return rows.length === 0 || enough < 0 ? [...names] : names.slice(0, enough + 1)
}

function key_of(row: Row, keys: readonly string[]): string {
  return JSON.stringify(keys.map((name) => row[name] ?? null))
}

function values_of(row: Row | null, keys: readonly string[]): Row {
  return Object.fromEntries(keys.map((name): [string, CellValue] => [name, row?.[name] ?? null]))
}

// Rows with the same key; rows of the second alone stand at the end. Two periods have no month in common: there the first
// months belong together, and the second ones.
export function pairs_of(keys: readonly string[], first: readonly Row[], second: readonly Row[], by_position = false): RowPair[] {
  if (by_position || keys.length === 0) {
    return Array.from({ length: Math.max(first.length, second.length) }, (_, i): RowPair => {
      const [one, other] = [first[i] ?? null, second[i] ?? null]
      return { key: values_of(one ?? other, keys), first: one, second: other }
    })
  }
  const left = new Map(second.map((row) => [key_of(row, keys), row]))
  const pairs = first.map((row): RowPair => {
    const key = key_of(row, keys)
    const other = left.get(key) ?? null
    left.delete(key)
    return { key: values_of(row, keys), first: row, second: other }
  })
  return [...pairs, ...[...left.values()].map((row): RowPair => ({ key: values_of(row, keys), first: null, second: row }))]
}

const kMonthGroups: ReadonlySet<unknown> = new Set(['month', 'first_month'])

// Rows of two periods have no month in common; two sources that are compared are not two groups of sources.
export function rows_by_position(compared: string, keys: readonly string[], first: Result, second: Result): boolean {
  const [only] = keys
  if (only === undefined || keys.length > 1) return false
  const by = only === 'group' ? first.parameters['by'] : null
  const type = first.columns.find(({ name }) => name === only)?.type
  if (compared === 'period') return type === 'month' || type === 'day' || kMonthGroups.has(by)
  return by === compared && first.rows.length <= 1 && second.rows.length <= 1
}

function figure(value: CellValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}

export function difference_of(first: CellValue | undefined, second: CellValue | undefined): Difference {
  const [one, other] = [figure(first), figure(second)]
  const change = one === null || other === null ? null : one - other
  return { first: one, second: other, change, share: change !== null && other !== null && other > 0 ? change / other : null }
}

function estimate_of(row: Row | null, rate: string, ends: { low: string; high: string }): Estimate | null {
  const [value, low, high] = [figure(row?.[rate]), figure(row?.[ends.low]), figure(row?.[ends.high])]
  return value === null || low === null || high === null ? null : { value, interval: { low, high } }
}

// The interval of the difference of two rates that rest on nobody in common, from the columns of theirs; null where one of
// them has none.
export function interval_of_rates(first: Row | null, second: Row | null, rate: string, ends: { low: string; high: string }): Interval | null {
  const [one, other] = [estimate_of(first, rate, ends), estimate_of(second, rate, ends)]
  return one && other ? difference_interval(one, other) : null
}

const kRatePlaces = 1_000 // as a rate is written: to a tenth of a point

// What is written the same is the same: no arrow stands beside a 0.0.
function written(type: ColumnType, change: number): number {
  if (type === 'rate') return Math.round(change * kRatePlaces) / kRatePlaces
  return type === 'decimal' ? Math.round(change * 10) / 10 : Math.round(change)
}

// ▲ more than the other, ▼ less, ＝ the same: a shape, so that it needs no colour.
export function direction_of(type: ColumnType, { change }: Difference): 'more' | 'less' | 'same' | null {
  if (change === null) return null
  const seen = written(type, change)
  return seen > 0 ? 'more' : seen < 0 ? 'less' : 'same'
}

export const kDirectionMarks = { more: '▲', less: '▼', same: '＝' } as const

function signed(text: string, change: number): string {
  return change > 0 ? `+${text}` : text.replace('-', '−')
}

// "+2.8", "−0.3", "0.0": a difference of rates in points, without the unit.
export function points_text(change: number): string {
  const seen = written('rate', change)
  return signed((seen * 100).toFixed(1), seen)
}

// "+2.8 pt" of rates, "+1,234 (+4.5 %)" of counts and money. Nothing where one side has no figure.
export function change_text(type: ColumnType, difference: Difference, { currency, language, text, in_short }: ValueStyle): string {
  if (difference.change === null) return ''
  if (type === 'rate') return `${points_text(difference.change)} ${text.compare.points}`
  const change = written(type, difference.change)
  const money = in_short ? format_money_short(change, currency, language) : format_amount(change, currency)
  const amount = type === 'money' ? money : type === 'decimal' ? format_decimal(change) : format_count(change)
  const { share } = difference
  const part = share === null || change === 0 ? '' : ` (${signed((share * 100).toFixed(1), share)} %)`
  return `${signed(amount, change)}${part}`
}

// What can be compared and drawn. The ends of an interval belong to their rate and are no figures of their own.
export function measures_of(keys: readonly string[], result: Result): Result['columns'] {
  return result.columns.filter(({ name, type }) => is_numeric(type) && !keys.includes(name) && !/_(?:low|high)$/.test(name))
}
