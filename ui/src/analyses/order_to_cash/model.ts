// From the one row of `order_to_cash` that is not grouped to the steps from accepted to kept. Pure; money in minor units.
import type { Result, Row } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { is_grouped, number_of, number_or_null } from '../common/result'

export const kCashSteps = ['accepted', 'shipped', 'delivered', 'paid', 'kept'] as const
export type CashStep = (typeof kCashSteps)[number]

export interface CashStepFigure {
  step: CashStep
  orders: number
  amount: number | null
  share: number | null // of accepted orders
}

// Steps of which the shop tells nothing are left out: nobody can say how many came so far.
export function cash_steps(row: Row): CashStepFigure[] {
  const accepted = number_of(row, 'accepted')
  return kCashSteps.flatMap((step): CashStepFigure[] => {
    const orders = number_or_null(row, step)
    if (orders === null) return []
    return [{ step, orders, amount: number_or_null(row, `${step}_amount`), share: accepted > 0 ? orders / accepted : null }]
  })
}

export function shipment_of(row: Row): CountedRate {
  return counted_rate(row, { rate: 'shipment_rate', hits: 'matured_shipped', cases: 'matured', ends: 'shipment' })
}

export function is_one_row(result: Result): boolean {
  return result.rows.length === 1 && !is_grouped(result)
}
