// From the one row of `order_to_cash` that is not grouped to the steps from accepted to kept. Pure; money in minor units.
import type { Result, Row } from '../../client/types'
import type { CountedRate } from '../common/rate_figure'
import { number_of, number_or_null } from '../common/result'

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
  const [low, high] = [number_or_null(row, 'shipment_low'), number_or_null(row, 'shipment_high')]
  return {
    rate: number_or_null(row, 'shipment_rate'), hits: number_or_null(row, 'matured_shipped') ?? 0, cases: number_or_null(row, 'matured') ?? 0,
    interval: low === null || high === null ? null : { low, high },
  }
}

export function is_ungrouped({ rows, parameters }: Result): boolean {
  return rows.length === 1 && (parameters['by'] === undefined || parameters['by'] === null || parameters['by'] === 'none')
}
