// From rows of `retention_trap` to three curves of what is left, and the figures after 6, 12 and 24 renewals. Pure.
import type { Result } from '../../client/types'
import { number_of, number_or_null } from '../common/result'

export const kProjections = ['constant', 'sbg', 'observed'] as const
export type Projection = (typeof kProjections)[number]

export interface TrapPoint {
  renewals: number
  left: Record<Projection, number | null> // share of contracts
  deliveries: Record<Projection, number | null> // to be expected of a contract until then
  gap: { sbg: number | null; observed: number | null } // what the constant rate misses a month, minor units
}

const kTold = new Set([6, 12, 24])

export function trap_points(result: Result): TrapPoint[] {
  return result.rows.map((row): TrapPoint => {
    const of = (name: Projection, what: string) => number_or_null(row, `${name}_${what}`)
    return {
      renewals: number_of(row, 'renewals'),
      left: { constant: of('constant', 'rate'), sbg: of('sbg', 'rate'), observed: of('observed', 'rate') },
      deliveries: { constant: of('constant', 'deliveries'), sbg: of('sbg', 'deliveries'), observed: of('observed', 'deliveries') },
      gap: { sbg: of('sbg', 'gap'), observed: of('observed', 'gap') },
    }
  })
}

export function milestones(points: readonly TrapPoint[]): TrapPoint[] {
  return points.filter(({ renewals }) => kTold.has(renewals))
}
