import { expect, test } from 'vitest'
import type { Definition, JourneyNode } from '../../../client/journey_types'
import { auto_layout, kColumn, kNodeHeight, kNodeWidth, places_of } from './layout'
import { kSchema } from './schema_for_tests'

const forked: Definition = {
  format: 1,
  nodes: [
    { id: 'in', kind: 'entry_event', next: 'fork' },
    { id: 'fork', kind: 'branch', branches: [{ condition: 'x', next: 'left' }], otherwise: 'right' },
    { id: 'left', kind: 'wait', next: 'done' },
    { id: 'right', kind: 'wait', next: 'longer' },
    { id: 'longer', kind: 'wait', next: 'done' },
    { id: 'done', kind: 'end' },
  ],
}

function overlaps(places: Record<string, { x: number; y: number }>): boolean {
  const all = Object.values(places)
  return all.some((a, i) => all.some((b, j) => i < j && Math.abs(a.x - b.x) < kNodeWidth && Math.abs(a.y - b.y) < kNodeHeight))
}

test('what comes later stands lower, branches side by side', () => {
  const places = auto_layout(forked, kSchema)
  expect(places['fork']!.y).toBeGreaterThan(places['in']!.y)
  expect(places['left']!.y).toBe(places['right']!.y)
  expect(places['right']!.x - places['left']!.x).toBe(kColumn)
  expect(places['done']!.y).toBeGreaterThan(places['longer']!.y)
  expect(overlaps(places)).toBe(false)
})

test('a circle and a node that nothing leads to have a place too', () => {
  const odd: Definition = {
    format: 1,
    nodes: [{ id: 'in', kind: 'entry_event', next: 'a' }, { id: 'a', kind: 'wait', next: 'b' }, { id: 'b', kind: 'wait', next: 'a' }, { id: 'lost', kind: 'end' }],
  }
  const places = auto_layout(odd, kSchema)
  expect(Object.keys(places).toSorted()).toEqual(['a', 'b', 'in', 'lost'])
  expect(places['b']!.y).toBeGreaterThan(places['a']!.y)
  expect(overlaps(places)).toBe(false)
})

test('two hundred diamonds are laid out at once', () => {
  const nodes: JourneyNode[] = Array.from({ length: 200 }, (_, i) => ({
    id: `n${i}`, kind: 'branch', branches: [{ condition: 'x', next: `n${i + 2}` }], otherwise: `n${i + 1}`,
  }))
  const places = auto_layout({ format: 1, nodes }, kSchema)
  expect(places['n199']!.y).toBeGreaterThan(places['n198']!.y)
})

test('what a hand has placed stays; one place missing lays out all', () => {
  const placed: Definition = { format: 1, nodes: forked.nodes.map((node, i) => ({ ...node, position: { x: i, y: 7 } })) }
  expect(places_of(placed, kSchema)['left']).toEqual({ x: 2, y: 7 })
  const { position, ...unplaced } = placed.nodes[0]!
  expect(position).toBeDefined()
  expect(places_of({ format: 1, nodes: [unplaced as JourneyNode, ...placed.nodes.slice(1)] }, kSchema)).toEqual(auto_layout(forked, kSchema))
})
