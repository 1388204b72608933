// What a draft changes against the version that runs: steps by their id, each with the names of what is different.
// Where a step stands on the canvas is no change to anybody.
import type { Definition, JourneyNode, JourneySchema, Json, JsonObject, SchemaField } from '../../../client/journey_types'

export interface StepChange {
  id: string
  kind: 'added' | 'removed' | 'changed'
  fields: string[] // names of the members that differ; of a changed one only
}

export interface JourneyChanges {
  steps: StepChange[] // in the order of the draft, those taken out last
  settings: string[] // names of the members of the journey itself
}

const kNoMatter = new Set(['position'])

// Objects are the same whatever the order of their members; the server writes them in one order, a hand does not.
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]))
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return members_that_differ(a, b).length === 0
  return a === b
}

function members_that_differ(a: JsonObject, b: JsonObject, without: ReadonlySet<string> = new Set()): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !without.has(name) && !same(a[name], b[name]))
}

export function changes_between(running: Definition, draft: Definition): JourneyChanges {
  const before = new Map(running.nodes.map((node) => [node.id, node]))
  const after = new Set(draft.nodes.map(({ id }) => id))
  const steps = draft.nodes.flatMap((node): StepChange[] => {
    const old = before.get(node.id)
    if (!old) return [{ id: node.id, kind: 'added', fields: [] }]
    const fields = members_that_differ(old, node, kNoMatter)
    return fields.length > 0 ? [{ id: node.id, kind: 'changed', fields }] : []
  })
  const removed = running.nodes.filter(({ id }) => !after.has(id)).map(({ id }): StepChange => ({ id, kind: 'removed', fields: [] }))
  return { steps: [...steps, ...removed], settings: members_that_differ(running, draft, new Set(['nodes', 'format'])) }
}

// What people call a member. Ways out have one name, however many there are.
export function titles_of(names: readonly string[], fields: readonly SchemaField[], own: { label: string; way: string }): string[] {
  return [...new Set(names.map((name) => {
    if (name === 'label') return own.label
    const field = fields.find((one) => one.name === name)
    return field?.type === 'edge' ? own.way : (field?.title ?? name)
  }))]
}

export const fields_of = (node: JourneyNode, schema: JourneySchema): readonly SchemaField[] => schema.nodes[node.kind]?.fields ?? []
