// From rows of `product_flow` to the nodes and bands of three purchases. Pure.
import type { Result } from '../../client/types'
import type { Interval } from '../../kit/interval'
import { number_of, number_or_null, text_of } from '../common/result'

export const kNone = '_none' // no next purchase yet
export const kOther = '_other'

export interface FlowBand {
  purchase: number // from this one to the next
  from: string
  to: string
  customers: number
  share: number | null
  interval: Interval | null
  days: number | null
}

export interface FlowNode {
  purchase: number
  product: string
}

export interface FlowModel {
  bands: FlowBand[]
  nodes: FlowNode[]
}

export function flow_model(result: Result): FlowModel {
  const bands = result.rows.flatMap((row): FlowBand[] => {
    const [low, high] = [number_or_null(row, 'share_low'), number_or_null(row, 'share_high')]
    const customers = number_of(row, 'customers')
    return customers === 0 ? [] : [{
      purchase: number_of(row, 'from_purchase'), from: text_of(row, 'from_product'), to: text_of(row, 'to_product'), customers, share: number_or_null(row, 'share'),
      interval: low === null || high === null ? null : { low, high }, days: number_or_null(row, 'days_median'),
    }]
  })
  const nodes = new Map<string, FlowNode>()
  const add = (purchase: number, product: string) => nodes.set(node_key(purchase, product), { purchase, product })
  for (const { purchase, from, to } of bands) {
    add(purchase, from)
    add(purchase + 1, to)
  }
  return { bands, nodes: [...nodes.values()] }
}

export function node_key(purchase: number, product: string): string {
  return `${purchase}:${product}`
}

// The strongest ways on, of those who did go on to a product that is named.
export function strongest(bands: readonly FlowBand[], at_most: number): FlowBand[] {
  return bands.filter(({ to, from }) => to !== kNone && to !== kOther && from !== kOther).toSorted((a, b) => b.customers - a.customers).slice(0, at_most)
}

function add_to(to: Map<string, number>, key: string, customers: number) {
  to.set(key, (to.get(key) ?? 0) + customers)
}

// Customers at every place: the larger of those who come and those who go on.
export function sizes_of(bands: readonly FlowBand[]): Map<string, number> {
  const come = new Map<string, number>()
  const go = new Map<string, number>()
  for (const { purchase, from, to, customers } of bands) {
    add_to(go, node_key(purchase, from), customers)
    add_to(come, node_key(purchase + 1, to), customers)
  }
  return new Map([...come, ...go].map(([key]) => [key, Math.max(come.get(key) ?? 0, go.get(key) ?? 0)]))
}
