// From rows of `net_sales` to a waterfall of the period and a stack of months. Pure; money stays in minor units.
import type { Result } from '../../client/types'
import { number_of, text_of } from '../common/result'

export const kDeductions = ['out_of_stock', 'returned', 'discounts', 'points'] as const
export type Deduction = (typeof kDeductions)[number]

export interface SalesMonth {
  month: string
  orders: number
  accepted: number
  net: number
  deductions: Record<Deduction, number>
}

export interface WaterfallStep {
  name: 'accepted' | Deduction | 'net'
  amount: number // what the step is worth; deductions are positive
  from: number // the bar stands between from and to
  to: number
}

// A bar drawn as pieces that are stacked on each side of zero for themselves: `base` is not seen, `above` and `below`
// are. A bar that crosses zero has both and no base.
export interface BarPieces {
  base: number
  above: number // >= 0
  below: number // <= 0
}

export function bar_pieces({ from, to }: { from: number; to: number }): BarPieces {
  const low = Math.min(from, to)
  const high = Math.max(from, to)
  const base = low > 0 ? low : Math.min(high, 0)
  return { base, above: Math.max(high, 0) - Math.max(low, 0), below: Math.min(low, 0) - Math.min(high, 0) }
}

export interface SalesModel {
  months: SalesMonth[]
  steps: WaterfallStep[]
  kept: number | null // net as a share of accepted
}

export function sales_model(result: Result): SalesModel {
  const months = result.rows.map((row): SalesMonth => ({
    month: text_of(row, 'month'),
    orders: number_of(row, 'orders'),
    accepted: number_of(row, 'accepted'),
    net: number_of(row, 'net'),
    deductions: {
      out_of_stock: number_of(row, 'out_of_stock'),
      returned: number_of(row, 'returned'),
      discounts: number_of(row, 'discounts'),
      points: number_of(row, 'points'),
    },
  }))
  const sum = (value: (month: SalesMonth) => number) => months.reduce((total, month) => total + value(month), 0)
  const accepted = sum((month) => month.accepted)
  const net = sum((month) => month.net)
  const steps: WaterfallStep[] = [{ name: 'accepted', amount: accepted, from: 0, to: accepted }]
  let level = accepted
  for (const name of kDeductions) {
    const amount = sum((month) => month.deductions[name])
    steps.push({ name, amount, from: level, to: level - amount })
    level -= amount
  }
  steps.push({ name: 'net', amount: net, from: 0, to: net })
  return { months, steps, kept: accepted > 0 ? net / accepted : null }
}
