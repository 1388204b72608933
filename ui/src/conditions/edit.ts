// What a hand does to a condition. Pure: a tree in, a tree out; what did not change stays the same object.
import type { ConditionField } from '../client/segment_types'
import { new_leaf, next_key, type Group, type Key, type Leaf, type Part, type WindowDraft } from './draft'

// `change` of the part with that key; null takes it out.
export function with_part(group: Group, key: Key, change: (part: Part) => Part | null): Group {
  let touched = false
  const parts = group.parts.flatMap((part) => {
    const next = part.key === key ? change(part) : inside(part, key, change)
    if (next !== part) touched = true
    return next ? [next] : []
  })
  return touched ? { ...group, parts } : group
}

function inside(part: Part, key: Key, change: (part: Part) => Part | null): Part {
  if (part.kind !== 'leaf') return with_part(part, key, change)
  if (!part.where) return part
  const where = part.where.key === key ? change(part.where) : with_part(part.where, key, change)
  if (where === part.where) return part
  return { ...part, where: where && where.kind !== 'leaf' && where.parts.length > 0 ? where : null }
}

export function changed(root: Group, key: Key, change: (part: Part) => Part | null): Group {
  if (root.key !== key) return with_part(root, key, change)
  const next = change(root)
  return next && next.kind !== 'leaf' ? next : { ...root, parts: [] }
}

export function with_added(group: Group, part: Part): Group {
  return { ...group, parts: [...group.parts, part] }
}

// A question and a new empty one beside it, in a group of their own: "and" inside "or", or the other way round.
export function nested(part: Part, kind: Group['kind']): Group {
  return { key: next_key(), kind, negated: false, parts: [part, new_leaf()] }
}

const kUsualDays: WindowDraft = { kind: 'last_days', first: '30', second: '' }

// Another field: what it can be asked most usefully stands there at once.
export function with_field(leaf: Leaf, field: ConditionField): Leaf {
  const arguments_of = (field.parameters ?? []).flatMap(({ name, required, choices }) =>
    required && choices?.[0] ? [[name, choices[0].code] as const] : [],
  )
  const bare: Leaf = {
    ...leaf, field: field.name, arguments: Object.fromEntries(arguments_of), where: null, window: null, op: field.operators[0] ?? '', values: [],
  }
  if (field.type === 'flag') return { ...bare, op: '' }
  if (field.items && field.type === 'integer') return { ...bare, op: '>=', values: ['1'] }
  if (field.type === 'day' && field.windowed) return { ...bare, op: '', window: kUsualDays }
  if (field.type === 'integer' || field.type === 'money' || field.type === 'day') return { ...bare, op: '>=' }
  return { ...bare, values: field.choices?.[0] ? [field.choices[0].code] : [] }
}

// The values stay as far as the other operator takes them.
export function with_operator(leaf: Leaf, op: Leaf['op'], field: ConditionField): Leaf {
  const needs_window = op === '' && field.type === 'day' && field.windowed
  const window = needs_window ? (leaf.window ?? kUsualDays) : field.type === 'day' ? null : leaf.window
  const [first] = leaf.values
  const keeps_all = op === 'in' || op === 'not_in' || op === 'between'
  return { ...leaf, op, window, values: keeps_all ? leaf.values : first === undefined ? [] : [first] }
}
