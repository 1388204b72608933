// What is not as usual, each from the answer of one analysis. An alarm compares the last full month with the months before it and
// speaks only when chance is no likely cause. Pure.
import { lever_groups, below_cost } from '../../../analyses/ltv_levers/model'
import { quiet_sum, signal_rows } from '../../../analyses/churn_signal/model'
import { number_of, number_or_null, text_of } from '../../../analyses/common/result'
import type { Result, Row } from '../../../client/types'
import { wilson } from '../../../kit/interval'
import type { MonthSpan } from './months'

export type AlarmName = 'shipment_fell' | 'returns_rose' | 'overdue' | 'below_cpo' | 'gone_quiet'

export interface Alarm {
  name: AlarmName
  figures: Record<string, number>
}

const kCases = 100 // orders of a month below which a rate says little
const kMonthsBefore = 6
const kPoints = 0.01 // a smaller change is nobody's morning
const kDaysOverdue = 30

interface Sum {
  hits: number
  cases: number
}

function sum_of(rows: readonly Row[], hits: string, cases: string): Sum {
  const total = (column: string) => rows.reduce((sum, row) => sum + (number_or_null(row, column) ?? 0), 0)
  return { hits: total(hits), cases: total(cases) }
}

// The month told of, and those before it, by the column that names months.
function months_of(result: Result, column: string, { month }: MonthSpan): { last: Row | undefined; before: Row[] } {
  const named = (row: Row) => text_of(row, column).slice(0, 7)
  return {
    last: result.rows.find((row) => named(row) === month),
    before: result.rows.filter((row) => named(row) < month).toSorted((a, b) => (named(a) < named(b) ? 1 : -1)).slice(0, kMonthsBefore),
  }
}

// order_to_cash by month: a lower share was shipped than before, beyond chance.
export function shipment_fell(result: Result, span: MonthSpan): Alarm | null {
  const { last, before } = months_of(result, 'group', span)
  if (!last) return null
  const now = sum_of([last], 'matured_shipped', 'matured')
  const usual = sum_of(before, 'matured_shipped', 'matured')
  if (now.cases < kCases || usual.cases < kCases) return null
  const [rate, was] = [now.hits / now.cases, usual.hits / usual.cases]
  const possible = wilson(now.hits, now.cases)
  return possible && possible.high < was && was - rate >= kPoints ? { name: 'shipment_fell', figures: { rate, was } } : null
}

// net_sales by month: a larger share of the money came back.
export function returns_rose(result: Result, span: MonthSpan): Alarm | null {
  const { last, before } = months_of(result, 'month', span)
  if (!last || number_of(last, 'orders') < kCases) return null
  const now = sum_of([last], 'returned', 'accepted')
  const usual = sum_of(before, 'returned', 'accepted')
  if (now.cases <= 0 || usual.cases <= 0) return null
  const [rate, was] = [now.hits / now.cases, usual.hits / usual.cases]
  return rate - was >= kPoints && rate >= was * 1.5 ? { name: 'returns_rose', figures: { rate, was } } : null
}

// payment_delay: what is still not paid so many days after it was due.
export function overdue(result: Result): Alarm | null {
  const row = result.rows.find((one) => number_or_null(one, 'days_late') === kDaysOverdue)
  const orders = row ? number_or_null(row, 'open') : null
  return row && orders !== null && orders > 0 ? { name: 'overdue', figures: { orders, amount: number_or_null(row, 'open_amount') ?? 0, days: kDaysOverdue } } : null
}

// ltv_levers by source: customers who bring less than they cost.
export function below_cpo(result: Result): Alarm | null {
  const losing = below_cost(lever_groups(result))
  return losing.length > 0 ? { name: 'below_cpo', figures: { groups: losing.length } } : null
}

// churn_signal: customers past their own rhythm without a word, whom it is not too late to ask.
export function gone_quiet(result: Result): Alarm | null {
  const { to_ask, at_stake } = quiet_sum(signal_rows(result))
  return to_ask > 0 && at_stake !== null && at_stake > 0 ? { name: 'gone_quiet', figures: { customers: to_ask, amount: at_stake } } : null
}
