// What a hand does to a definition. Every function returns a new one and leaves the old one as it was.
import type { Definition, JourneyNode, JourneySchema, Json, JsonObject, SchemaField } from '../../../client/journey_types'
import { exits_of, is_entry } from './exits'
import { kColumn, kRow, position_of } from './layout'
import { with_value } from './path'

export interface Place {
  node: string
  path: string // of an exit
}

export function node_of(definition: Definition, id: string): JourneyNode | undefined {
  return definition.nodes.find((node) => node.id === id)
}

export function change_node(definition: Definition, id: string, change: (node: JourneyNode) => JourneyNode): Definition {
  return { ...definition, nodes: definition.nodes.map((node) => (node.id === id ? change(node) : node)) }
}

// Ids are named by touches and results for ever, so a new node gets one that was not there.
export function fresh_id(definition: Definition, kind: string): string {
  const taken = new Set(definition.nodes.map(({ id }) => id))
  for (let number = 1; ; number += 1) {
    const id = `${kind}_${number}`
    if (!taken.has(id)) return id
  }
}

// A list that must not be empty begins with as many items as it needs; percents of a split share a hundred.
function first_items(field: SchemaField): Json[] {
  const count = field.least ?? 0
  return Array.from({ length: count }, (_, index): JsonObject => {
    const item: JsonObject = {}
    for (const inner of field.fields ?? []) {
      if (inner.name === 'percent') item[inner.name] = Math.floor(100 / count) + (index < 100 % count ? 1 : 0)
      else if (inner.name === 'name') item[inner.name] = String.fromCodePoint('A'.codePointAt(0)! + index)
    }
    return item
  })
}

export function blank_node(definition: Definition, schema: JourneySchema, kind: string): JourneyNode {
  const node: JourneyNode = { id: fresh_id(definition, kind), kind }
  for (const field of schema.nodes[kind]?.fields ?? []) {
    if (field.type === 'list' && (field.least ?? 0) > 0) node[field.name] = first_items(field)
  }
  if (kind === 'wait') node['days'] = 1
  if (kind === 'wait_for_event') node['days'] = 7
  if (kind === 'send') node['channel'] = 'mail'
  return node
}

// Room below a node: it takes the place one row down, on the side of the exit it hangs on; what stands lower moves down.
function make_room(definition: Definition, schema: JourneySchema, at: Place, id: string): Definition {
  const before = node_of(definition, at.node)
  const above = before ? position_of(definition, before.id) : null
  if (!before || !above) return definition
  const exits = exits_of(before, schema.nodes[before.kind])
  const side = exits.findIndex(({ path }) => path === at.path) - (exits.length - 1) / 2
  const places: Record<string, { x: number; y: number }> = { [id]: { x: above.x + side * kColumn, y: above.y + kRow } }
  for (const { id: other } of definition.nodes) {
    const place = position_of(definition, other)
    if (place && other !== id && place.y > above.y) places[other] = { x: place.x, y: place.y + kRow }
  }
  return move_nodes(definition, places)
}

// Puts a node into a way: what led on from there leads to it, and its own exits lead on. Without a place it stands alone.
export function insert_node(definition: Definition, schema: JourneySchema, kind: string, at: Place | null): { definition: Definition; id: string } {
  let node = blank_node(definition, schema, kind)
  if (at === null) return { definition: { ...definition, nodes: [...definition.nodes, node] }, id: node.id }
  const before = node_of(definition, at.node)
  const onward = before ? exits_of(before, schema.nodes[before.kind]).find(({ path }) => path === at.path)?.to : undefined
  if (onward) for (const { path } of exits_of(node, schema.nodes[kind])) node = with_value(node, path, onward)
  const linked = change_node(definition, at.node, (one) => with_value(one, at.path, node.id))
  // Beside the one it follows, so that the file reads in the order of the way.
  const index = linked.nodes.findIndex(({ id }) => id === at.node)
  const placed = { ...linked, nodes: linked.nodes.toSpliced(index + 1, 0, node) }
  return { definition: make_room(placed, schema, at, node.id), id: node.id }
}

// Whoever led here is led on to where its first exit leads.
export function remove_node(definition: Definition, schema: JourneySchema, id: string): Definition {
  const gone = node_of(definition, id)
  if (!gone) return definition
  const onward = exits_of(gone, schema.nodes[gone.kind]).find(({ to }) => to !== '' && to !== id)?.to ?? ''
  const nodes = definition.nodes.filter((node) => node.id !== id).map((node) =>
    exits_of(node, schema.nodes[node.kind]).reduce((one, { path, to }) => (to === id ? with_value(one, path, onward) : one), node))
  return { ...definition, nodes }
}

export function connect(definition: Definition, from: Place, to: string): Definition {
  return change_node(definition, from.node, (node) => with_value(node, from.path, to))
}

export function may_connect(definition: Definition, from: string, to: string): boolean {
  const target = node_of(definition, to)
  return target !== undefined && from !== to && !is_entry(target.kind)
}

export function set_field(definition: Definition, id: string, path: string, value: Json | undefined): Definition {
  return id === '' ? with_value(definition, path, value) : change_node(definition, id, (node) => with_value(node, path, value))
}

export function move_nodes(definition: Definition, positions: Record<string, { x: number; y: number }>): Definition {
  const nodes = definition.nodes.map((node) => {
    const position = positions[node.id]
    return position ? { ...node, position: { x: Math.round(position.x), y: Math.round(position.y) } } : node
  })
  return { ...definition, nodes }
}

// The least that can be drawn: an entry that leads to an end.
export function blank_definition(schema: JourneySchema): Definition {
  const entry = Object.keys(schema.nodes).find((kind) => kind === 'entry_event') ?? 'entry_condition'
  return { format: 1, nodes: [{ id: 'entry', kind: entry, next: 'done' }, { id: 'done', kind: 'end' }] }
}
