// From rows of `rfm` to maps of F by R, one for each M and one over all. Pure.
import type { Result } from '../../client/types'
import { number_of } from '../common/result'

export const kLevels = [1, 2, 3, 4, 5] as const
export const kRfmMeasures = ['people', 'share', 'sales', 'per_customer'] as const
export type RfmMeasure = (typeof kRfmMeasures)[number]

export interface RfmCell {
  customers: number
  purchases: number
  sales: number // minor units
}

export type RfmMap = RfmCell[][] // [r - 1][f - 1]

export interface RfmModel {
  all: RfmMap
  by_m: RfmMap[] // [m - 1]
  total: RfmCell
}

function empty_cell(): RfmCell {
  return { customers: 0, purchases: 0, sales: 0 }
}

function empty_map(): RfmMap {
  return kLevels.map(() => kLevels.map(empty_cell))
}

function add(to: RfmCell | undefined, from: RfmCell) {
  if (!to) throw new RangeError('a level outside 1 to 5')
  to.customers += from.customers
  to.purchases += from.purchases
  to.sales += from.sales
}

export function rfm_model(result: Result): RfmModel {
  const model: RfmModel = { all: empty_map(), by_m: kLevels.map(empty_map), total: empty_cell() }
  for (const row of result.rows) {
    const r = number_of(row, 'r') - 1
    const f = number_of(row, 'f') - 1
    const m = number_of(row, 'm') - 1
    const cell = { customers: number_of(row, 'customers'), purchases: number_of(row, 'purchases'), sales: number_of(row, 'sales') }
    add(model.by_m[m]?.[r]?.[f], cell)
    add(model.all[r]?.[f], cell)
    add(model.total, cell)
  }
  return model
}

export function cell_at(map: RfmMap, r: number, f: number): RfmCell {
  return map[r - 1]?.[f - 1] ?? empty_cell()
}

export function map_customers(map: RfmMap): number {
  return map.flat().reduce((sum, cell) => sum + cell.customers, 0)
}

// null where nobody is: an average of nobody is no zero.
export function rfm_value(cell: RfmCell, measure: RfmMeasure, total_customers: number): number | null {
  if (cell.customers === 0) return null
  if (measure === 'people') return cell.customers
  if (measure === 'share') return total_customers > 0 ? cell.customers / total_customers : null
  return measure === 'sales' ? cell.sales : cell.sales / cell.customers
}

export function top_value(map: RfmMap, measure: RfmMeasure, total_customers: number): number {
  return Math.max(0, ...map.flat().map((cell) => rfm_value(cell, measure, total_customers) ?? 0))
}

// Shades by the square root: one crowded cell would leave all others pale.
export function shade_of(value: number | null, top: number, steps: number): number {
  if (value === null || top <= 0) return 0
  return Math.max(1, Math.min(steps - 1, Math.round(Math.sqrt(value / top) * (steps - 1))))
}
