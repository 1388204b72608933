// The ways out of a node, read from the schema, in the order that numbers them.
import type { Definition, JourneyNode, JourneySchema, NodeSchema, SchemaField } from '../../../client/journey_types'
import { value_at } from './path'

export interface Exit {
  path: string // "next", "branches[0].next"
  name: string // the member that names the node: "next", "otherwise", "on_timeout"
  list: string // the list it stands in, or nothing
  item: number // its place there, or -1
  to: string // id of a node; empty: nowhere yet
}

const target = (node: JourneyNode, path: string): string => {
  const to = value_at(node, path)
  return typeof to === 'string' ? to : ''
}

function exits_of_field(node: JourneyNode, field: SchemaField): Exit[] {
  if (field.type === 'edge') return [{ path: field.name, name: field.name, list: '', item: -1, to: target(node, field.name) }]
  const edge = field.type === 'list' ? field.fields?.find(({ type }) => type === 'edge') : undefined
  const items = edge ? value_at(node, field.name) : undefined
  if (!edge || !Array.isArray(items)) return []
  return items.map((_, item) => {
    const path = `${field.name}[${item}].${edge.name}`
    return { path, name: edge.name, list: field.name, item, to: target(node, path) }
  })
}

export function exits_of(node: JourneyNode, schema: NodeSchema | undefined): Exit[] {
  return (schema?.fields ?? []).flatMap((field) => exits_of_field(node, field))
}

export const is_entry = (kind: string): boolean => kind.startsWith('entry_')
export const is_end = (kind: string, schema: JourneySchema): boolean => !schema.nodes[kind]?.fields.some(leads_on)

function leads_on(field: SchemaField): boolean {
  return field.type === 'edge' || (field.type === 'list' && (field.fields ?? []).some(leads_on))
}

// From the entry on, in the order a customer walks; what nothing leads to comes last.
export function in_walking_order(definition: Definition, schema: JourneySchema): JourneyNode[] {
  const by_id = new Map(definition.nodes.map((node) => [node.id, node]))
  const seen = new Set<string>()
  const ordered: JourneyNode[] = []
  const visit = (id: string) => {
    const node = by_id.get(id)
    if (!node || seen.has(id)) return
    seen.add(id)
    ordered.push(node)
    for (const { to } of exits_of(node, schema.nodes[node.kind])) visit(to)
  }
  for (const { id, kind } of definition.nodes) if (is_entry(kind)) visit(id)
  for (const { id } of definition.nodes) visit(id)
  // An end reads best at the end, wherever a branch reached it first.
  return [...ordered.filter(({ kind }) => !is_end(kind, schema)), ...ordered.filter(({ kind }) => is_end(kind, schema))]
}
