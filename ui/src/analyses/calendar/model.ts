// From rows of `calendar` to a week of hours, and the hours in which orders are made all at once. Pure.
import { kNotTold } from '../../client/not_told'
import type { Result, Row } from '../../client/types'
import { number_of, text_of } from '../common/result'

export const kWeekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export const kHours = Array.from({ length: 24 }, (_, hour) => String(hour))
export const kMeasures = ['orders', 'purchases', 'sales'] as const
export type Measure = (typeof kMeasures)[number]

function orders_of(rows: readonly Row[], column: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const row of rows) found.set(text_of(row, column), (found.get(text_of(row, column)) ?? 0) + number_of(row, 'orders'))
  return found
}

export function told_rows({ rows }: Result): Row[] {
  return rows.filter((row) => text_of(row, 'hour') !== kNotTold)
}

const kEnoughOrders = 168 // one for each hour of a week
const kAtMost = 3 // hours
const kTimes = 2
const kShareAtLeast = 0.2

// A program makes orders of subscriptions at its own hour, and that hour then hides when people order. Taken for such: the
// fewest hours, three at most, of which each has at least twice the orders of every other one, and together a fifth of all.
export function automatic_hours(result: Result): string[] {
  const hours = [...orders_of(told_rows(result), 'hour')].toSorted(([, a], [, b]) => b - a)
  const all = hours.reduce((sum, [, orders]) => sum + orders, 0)
  if (all < kEnoughOrders) return []
  for (let n = 1; n <= kAtMost && n < hours.length; ++n) {
    const [least, next] = [hours[n - 1]?.[1] ?? 0, hours[n]?.[1] ?? 0]
    const together = hours.slice(0, n).reduce((sum, [, orders]) => sum + orders, 0)
    if (least >= kTimes * next && together >= kShareAtLeast * all) return hours.slice(0, n).map(([hour]) => hour).toSorted((a, b) => Number(a) - Number(b))
  }
  return []
}

export interface Busiest {
  row: Row | null // the hour of the week with most orders
  weekday: { name: string; share: number } | null
  share: number | null // of the row, of the orders looked at
}

// Of orders whose hour is told, without the hours given.
export function busiest(result: Result, without: readonly string[]): Busiest {
  const rows = told_rows(result).filter((row) => !without.includes(text_of(row, 'hour')))
  const all = rows.reduce((sum, row) => sum + number_of(row, 'orders'), 0)
  if (all === 0) return { row: null, weekday: null, share: null }
  const most = rows.reduce<Row | null>((best, row) => (best === null || number_of(row, 'orders') > number_of(best, 'orders') ? row : best), null)
  const days = [...orders_of(rows, 'weekday')].toSorted(([, a], [, b]) => b - a)
  const [day] = days
  return { row: most, weekday: day ? { name: day[0], share: day[1] / all } : null, share: most ? number_of(most, 'orders') / all : null }
}

export function share_of_hours(result: Result, hours: readonly string[]): number {
  const told = told_rows(result)
  const all = told.reduce((sum, row) => sum + number_of(row, 'orders'), 0)
  const theirs = told.filter((row) => hours.includes(text_of(row, 'hour'))).reduce((sum, row) => sum + number_of(row, 'orders'), 0)
  return all > 0 ? theirs / all : 0
}

// All hours of a day, so that an empty one is seen; the unknown one where there is one.
export function hours_across({ rows }: Result): string[] {
  return rows.some((row) => text_of(row, 'hour') === kNotTold) ? [...kHours, kNotTold] : kHours
}

function place_of(row: Row): number {
  return [...kHours, kNotTold].indexOf(text_of(row, 'hour'))
}

// For a matrix with the hours below each other.
export function by_hour(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => place_of(a) - place_of(b))
}
