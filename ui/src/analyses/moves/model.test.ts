import { expect, test } from 'vitest'
import type { Descriptor, Result } from '../../client/types'
import { moves_model } from './model'

const ordered = (...places: string[]) => ({ columns: [{ name: 'to', choices: places.map((value) => ({ value, title: value })) }] }) as unknown as Descriptor
const moved = (...all: [string, string, number][]) =>
  ({ rows: all.map(([from, to, customers]) => ({ from, to, customers, share: 0.5, sales: 0 })) }) as unknown as Result

test('ranks come best first: a smaller place is a rise', () => {
  const model = moves_model(ordered('A', 'B', 'C'), moved(['A', 'A', 5], ['A', 'C', 3], ['B', 'A', 2], ['none', 'B', 7]))
  expect(model.totals).toEqual({ stayed: 5, rose: 2, fell: 3, came: 7 })
  expect(model.known_before).toBe(10)
  expect(model.before).toEqual(['A', 'B', 'none'])
  expect(model.now).toEqual(['A', 'B', 'C'])
})

test('of layers whoever is gone stands lowest, and one who was gone stays gone in another layer', () => {
  const layers = ordered('first_active', 'first_gone', 'loyal_active', 'loyal_gone')
  const model = moves_model(layers, moved(['loyal_active', 'loyal_gone', 1], ['first_gone', 'loyal_active', 2], ['first_active', 'loyal_active', 4], ['first_gone', 'loyal_gone', 8]))
  expect(model.totals).toEqual({ stayed: 8, rose: 6, fell: 1, came: 0 })
})
