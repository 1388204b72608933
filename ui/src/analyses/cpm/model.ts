// From rows of `cpm` to ten tiles: five layers, each still active or gone. Pure.
import type { Result } from '../../client/types'
import { number_of, text_of } from '../common/result'

export interface CpmTile {
  cell: string
  active: boolean
  customers: number
  purchases: number
  sales: number // minor units
  share: number | null // of all customers; null where there are none
}

export interface CpmLayer {
  cell: string
  active: CpmTile
  left: CpmTile
  left_share: number | null // of the layer
}

export interface CpmModel {
  layers: CpmLayer[]
  customers: number
  most: number // customers in the fullest tile
}

// `order` is the descriptor's order of layers: a layer with nobody in it keeps its place.
export function cpm_model(result: Result, order: readonly string[]): CpmModel {
  const customers = result.rows.reduce((sum, row) => sum + number_of(row, 'customers'), 0)
  const tile = (cell: string, active: boolean): CpmTile => {
    const row = result.rows.find((one) => text_of(one, 'cell') === cell && (one['active'] === true) === active)
    const count = row ? number_of(row, 'customers') : 0
    return {
      cell,
      active,
      customers: count,
      purchases: row ? number_of(row, 'purchases') : 0,
      sales: row ? number_of(row, 'sales') : 0,
      share: customers > 0 ? count / customers : null,
    }
  }
  const layers = order.map((cell): CpmLayer => {
    const active = tile(cell, true)
    const left = tile(cell, false)
    const all = active.customers + left.customers
    return { cell, active, left, left_share: all > 0 ? left.customers / all : null }
  })
  return { layers, customers, most: Math.max(0, ...layers.flatMap(({ active, left }) => [active.customers, left.customers])) }
}
