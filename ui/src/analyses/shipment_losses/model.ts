// From rows of `shipment_losses` that are not grouped to what was lost and why. Pure; money in minor units.
import type { Result } from '../../client/types'
import { counted_rate, type CountedRate } from '../common/rate_figure'
import { number_of, text_of } from '../common/result'

export const kNotLost = ['shipped', 'pending', 'overdue'] as const
export const kMeasures = ['share', 'amount'] as const
export type Measure = (typeof kMeasures)[number]

export interface Fate {
  outcome: string // one of kNotLost, or the reason why it was lost
  share: CountedRate // of all orders
  amount: number
}

export interface Losses {
  orders: number
  amount: number // what was asked for
  fates: ReadonlyMap<string, Fate>
  lost: Fate[]
  lost_orders: number
  lost_amount: number
}

function orders_of(some: readonly Fate[]): number {
  return some.reduce((sum, { share }) => sum + share.hits, 0)
}

function amount_of(some: readonly Fate[]): number {
  return some.reduce((sum, { amount }) => sum + amount, 0)
}

export function losses_of(result: Result): Losses {
  const fates = result.rows.map((row): Fate => ({
    outcome: text_of(row, 'outcome'), share: counted_rate(row, { rate: 'share', hits: 'orders', cases: 'accepted', ends: 'share' }), amount: number_of(row, 'amount'),
  }))
  const lost = fates.filter(({ outcome }) => !kNotLost.some((one) => one === outcome))
  return {
    orders: orders_of(fates), amount: amount_of(fates), fates: new Map(fates.map((fate) => [fate.outcome, fate])), lost, lost_orders: orders_of(lost), lost_amount: amount_of(lost),
  }
}

// Worst first. What is late but not lost stands among them: it is where the next losses come from.
export function ranked(losses: Losses, by: Measure): Fate[] {
  const overdue = losses.fates.get('overdue')
  const value = ({ share, amount }: Fate) => (by === 'share' ? share.hits : amount)
  return [...losses.lost, ...(overdue ? [overdue] : [])].toSorted((a, b) => value(b) - value(a))
}
