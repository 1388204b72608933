// From rows of `ltv` to curves: what one customer has brought after so many months, the known part and the forecast apart.
// Pure; money in minor units.
import type { Result } from '../../client/types'
import { number_of, number_or_null, text_of } from '../common/result'

export const kLayers = ['accepted', 'net', 'gross', 'contribution', 'after_cpo'] as const
export type Layer = (typeof kLayers)[number]

export interface LtvPoint {
  months: number
  part: string // observed | partial | forecast
  customers: number
  matured: number
  value: Record<Layer, number | null> // per customer, summed from the first month
}

export interface LtvGroup {
  name: string
  customers: number
  points: LtvPoint[]
}

export function ltv_groups(result: Result): LtvGroup[] {
  const groups = new Map<string, LtvGroup>()
  for (const row of result.rows) {
    const name = text_of(row, 'group')
    const group = groups.get(name) ?? { name, customers: number_of(row, 'customers'), points: [] }
    const per_customer = (layer: Layer) => number_or_null(row, `${layer}_per_customer`)
    group.points.push({
      months: number_of(row, 'months'), part: text_of(row, 'part'), customers: number_of(row, 'customers'), matured: number_or_null(row, 'matured') ?? 0,
      value: { accepted: per_customer('accepted'), net: per_customer('net'), gross: per_customer('gross'), contribution: per_customer('contribution'), after_cpo: per_customer('after_cpo') },
    })
    groups.set(name, group)
  }
  return [...groups.values()]
}

// The largest groups, in the order in which they came: more lines than colours cannot be told apart.
export function drawn_groups(groups: readonly LtvGroup[], at_most: number): LtvGroup[] {
  const largest = new Set(groups.toSorted((a, b) => b.customers - a.customers).slice(0, at_most))
  return groups.filter((group) => largest.has(group))
}

export interface Line {
  known: (number | null)[] // by month, from the first
  forecast: (number | null)[] // begins at the last known one, so that the line does not break
}

export function line_of({ points }: LtvGroup, layer: Layer): Line {
  const last_known = points.findLastIndex(({ part }) => part !== 'forecast')
  return {
    known: points.map(({ value }, i) => (i <= last_known ? value[layer] : null)),
    forecast: points.map(({ value }, i) => (i >= last_known && last_known < points.length - 1 ? value[layer] : null)),
  }
}
