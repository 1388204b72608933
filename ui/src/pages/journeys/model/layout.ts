// Places for nodes that have none: from top to bottom by the longest way from the entry, side by side within a row,
// each near those that lead to it. Pure: the same definition is drawn the same.
import type { Definition, JourneySchema } from '../../../client/journey_types'
import { exits_of, in_walking_order } from './exits'
import { value_at } from './path'

export interface Point {
  x: number
  y: number
}

export const kNodeWidth = 224
export const kNodeHeight = 88
export const kColumn = 256
export const kRow = 136

interface Links {
  order: string[]
  next: Map<string, string[]>
}

function links_of(definition: Definition, schema: JourneySchema): Links {
  const nodes = in_walking_order(definition, schema)
  const known = new Set(nodes.map(({ id }) => id))
  const next = new Map(nodes.map((node) => [
    node.id, [...new Set(exits_of(node, schema.nodes[node.kind]).map(({ to }) => to).filter((to) => known.has(to)))],
  ]))
  return { order: nodes.map(({ id }) => id), next }
}

// The ways that lead on; one that leads back up to where a customer came from counts for nothing, else a circle would
// have no first row.
function forward_links({ order, next }: Links): Map<string, string[]> {
  const state = new Map<string, 'open' | 'done'>()
  const forward = new Map<string, string[]>()
  const visit = (id: string) => {
    state.set(id, 'open')
    forward.set(id, (next.get(id) ?? []).filter((to) => state.get(to) !== 'open'))
    for (const to of next.get(id) ?? []) if (!state.has(to)) visit(to)
    state.set(id, 'done')
  }
  for (const id of order) if (!state.has(id)) visit(id)
  return forward
}

// The row of each node: one below the lowest of those that lead to it.
function rows_of(links: Links): Map<string, number> {
  const forward = forward_links(links)
  const waiting = new Map(links.order.map((id) => [id, 0]))
  for (const targets of forward.values()) for (const to of targets) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const row = new Map(links.order.map((id) => [id, 0]))
  const ready = links.order.filter((id) => waiting.get(id) === 0)
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    for (const to of forward.get(id) ?? []) {
      row.set(to, Math.max(row.get(to) ?? 0, (row.get(id) ?? 0) + 1))
      const left = (waiting.get(to) ?? 0) - 1
      waiting.set(to, left)
      if (left === 0) ready.push(to)
    }
  }
  return row
}

// Where a node would stand if it had the row to itself: under those that lead to it, on the side of the exit.
function wished_x(id: string, index: number, above: readonly string[], next: Map<string, string[]>, places: Record<string, Point>): number {
  const wishes = above.flatMap((from) => {
    const place = places[from]
    const exits = next.get(from) ?? []
    return place ? [place.x + (exits.indexOf(id) - (exits.length - 1) / 2) * kColumn] : []
  })
  return wishes.length === 0 ? index * kColumn : wishes.reduce((sum, x) => sum + x, 0) / wishes.length
}

export function auto_layout(definition: Definition, schema: JourneySchema): Record<string, Point> {
  const links = links_of(definition, schema)
  const row = rows_of(links)
  const before = new Map<string, string[]>()
  for (const [from, targets] of links.next) for (const to of targets) before.set(to, [...(before.get(to) ?? []), from])
  const rows: string[][] = []
  for (const id of links.order) (rows[row.get(id) ?? 0] ??= []).push(id)
  const places: Record<string, Point> = {}
  rows.forEach((ids, level) => {
    const wished = ids.map((id, index) => ({ id, x: wished_x(id, index, before.get(id) ?? [], links.next, places) })).toSorted((a, b) => a.x - b.x)
    let left = Number.NEGATIVE_INFINITY
    for (const { id, x } of wished) {
      left = Math.max(x, left)
      places[id] = { x: Math.round(left), y: level * kRow }
      left += kColumn
    }
  })
  return places
}

export function position_of(definition: Definition, id: string): Point | null {
  const node = definition.nodes.find((one) => one.id === id)
  const x = value_at(node, 'position.x')
  const y = value_at(node, 'position.y')
  return typeof x === 'number' && typeof y === 'number' ? { x, y } : null
}

// Where everything stands: as drawn, if all of it was drawn; else all of it anew.
export function places_of(definition: Definition, schema: JourneySchema): Record<string, Point> {
  const drawn: Record<string, Point> = {}
  for (const { id } of definition.nodes) {
    const place = position_of(definition, id)
    if (!place) return auto_layout(definition, schema)
    drawn[id] = place
  }
  return drawn
}
