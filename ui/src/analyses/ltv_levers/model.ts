// From rows of `ltv_levers` to LTV beside what it cost to win the customer. Pure; money in minor units.
import type { Result } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_of, number_or_null, text_of } from '../common/result'

export interface LeverGroup {
  name: string
  customers: number
  matured: number
  order_value: number | null
  purchases: number | null // per customer
  repeat: CountedRate
  ltv: number | null // contribution
  cpo: number | null
  to_cpo: number | null
  payback_month: number | null
}

export function lever_groups(result: Result): LeverGroup[] {
  return result.rows.map((row): LeverGroup => ({
    name: text_of(row, 'group'),
    customers: number_of(row, 'customers'),
    matured: number_or_null(row, 'matured') ?? 0,
    order_value: number_or_null(row, 'order_value'),
    purchases: number_or_null(row, 'purchases_per_customer'),
    repeat: counted_rate(row, { rate: 'repeat_rate', hits: 'repeaters', cases: 'matured', ends: 'repeat_rate' }),
    ltv: number_or_null(row, 'ltv_contribution'),
    cpo: number_or_null(row, 'cpo'),
    to_cpo: number_or_null(row, 'ltv_to_cpo'),
    payback_month: number_or_null(row, 'payback_month'),
  }))
}

// Groups whose customers bring less than they cost, among those where both are known. Most lost per customer first.
export function below_cost(groups: readonly LeverGroup[]): LeverGroup[] {
  const lost = ({ ltv, cpo }: LeverGroup) => (ltv === null || cpo === null ? 0 : cpo - ltv)
  return groups.filter((group) => lost(group) > 0).toSorted((a, b) => lost(b) - lost(a))
}
