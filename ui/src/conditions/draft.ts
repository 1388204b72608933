// A condition as it is being edited: groups and questions with keys, values as they are typed. Between it and the form of
// docs/segments.md stand read_form() and write_form(); both are pure.
import type { ConditionField, ConditionForm, FieldScope, FieldType, LeafForm, Operator, WindowForm } from '../client/segment_types'

export type Key = number // of a part, while it is edited

export type WindowKind = 'last_days' | 'between_days_ago' | 'more_than_days_ago' | 'dates'

export interface WindowDraft {
  kind: WindowKind
  first: string // days, or of dates: the first day
  second: string
}

export interface Leaf {
  key: Key
  kind: 'leaf'
  negated: boolean
  field: string // '' until it is chosen
  arguments: Record<string, string>
  where: Group | null
  window: WindowDraft | null
  op: Operator | '' // '': a flag holds, something was counted, a day lies in the window
  values: string[]
}

export interface Group {
  key: Key
  kind: 'and' | 'or'
  negated: boolean
  parts: Part[]
}

export type Part = Leaf | Group

// Fields by "order.source".
export type FieldBook = ReadonlyMap<string, ConditionField>

export function book_of(fields: readonly ConditionField[]): FieldBook {
  return new Map(fields.map((field) => [`${field.scope}.${field.name}`, field]))
}

export function field_of(book: FieldBook, scope: FieldScope, name: string): ConditionField | undefined {
  return book.get(`${scope}.${name}`)
}

let last_key = 0
export function next_key(): Key {
  last_key += 1
  return last_key
}

export function new_group(kind: Group['kind'] = 'and', parts: Part[] = []): Group {
  return { key: next_key(), kind, negated: false, parts }
}

export function new_leaf(): Leaf {
  return { key: next_key(), kind: 'leaf', negated: false, field: '', arguments: {}, where: null, window: null, op: '', values: [] }
}

// ---- reading

function window_from(form: WindowForm): WindowDraft {
  if ('last_days' in form) return { kind: 'last_days', first: String(form.last_days), second: '' }
  if ('more_than_days_ago' in form) return { kind: 'more_than_days_ago', first: String(form.more_than_days_ago), second: '' }
  if ('between_days_ago' in form) {
    return { kind: 'between_days_ago', first: String(form.between_days_ago[0]), second: String(form.between_days_ago[1]) }
  }
  return { kind: 'dates', first: form.from ?? '', second: form.to ?? '' }
}

function leaf_from(form: LeafForm): Leaf {
  const values = form.values ?? (form.value === undefined ? [] : [form.value])
  return {
    key: next_key(), kind: 'leaf', negated: false, field: form.field, op: form.op ?? '', values: values.map(String),
    arguments: Object.fromEntries(Object.entries(form.arguments ?? {}).map(([name, value]) => [name, String(value)])),
    where: form.where ? as_group(part_from(form.where)) : null,
    window: form.window ? window_from(form.window) : null,
  }
}

function part_from(form: ConditionForm): Part {
  if ('and' in form) return new_group('and', form.and.map(part_from))
  if ('or' in form) return new_group('or', form.or.map(part_from))
  if ('not' in form) {
    const part = part_from(form.not)
    return part.negated ? { ...new_group('and', [part]), negated: true } : { ...part, negated: true }
  }
  return leaf_from(form)
}

function as_group(part: Part): Group {
  return part.kind === 'leaf' ? new_group('and', [part]) : part
}

export function read_form(form: ConditionForm): Group {
  const part = part_from(form)
  const everyone = part.kind === 'leaf' && part.field === 'everyone' && !part.negated
  return everyone ? new_group() : as_group(part)
}

// ---- writing

export interface Written {
  form: ConditionForm
  places: ReadonlyMap<string, Key> // path in the form -> the part that stands there
  missing: ReadonlySet<Key> // parts that ask nothing yet; without them the form cannot be asked
}

function number_of(value: string): number | string {
  return /^-?\d{1,15}$/.test(value) ? Number(value) : value // with decimals it stays text, digit by digit
}

function literal(value: string, type: FieldType): string | number {
  return type === 'integer' || type === 'money' ? number_of(value) : value
}

function window_form(window: WindowDraft): WindowForm {
  if (window.kind === 'last_days') return { last_days: Number(window.first) }
  if (window.kind === 'more_than_days_ago') return { more_than_days_ago: Number(window.first) }
  if (window.kind === 'between_days_ago') return { between_days_ago: [Number(window.first), Number(window.second)] }
  return { ...(window.first ? { from: window.first } : {}), ...(window.second ? { to: window.second } : {}) }
}

const is_days = (typed: string) => /^\d{1,5}$/.test(typed)

function window_is_whole({ kind, first, second }: WindowDraft): boolean {
  if (kind === 'dates') return first !== '' || second !== ''
  return is_days(first) && (kind !== 'between_days_ago' || is_days(second))
}

export function values_wanted(op: Operator | ''): 'none' | 'one' | 'two' | 'list' {
  if (op === '' || op === 'is_known' || op === 'is_unknown') return 'none'
  if (op === 'between') return 'two'
  return op === 'in' || op === 'not_in' ? 'list' : 'one'
}

// Whether the question can stand without a comparison.
export function goes_without(field: ConditionField, window: WindowDraft | null): boolean {
  return field.type === 'flag' || (field.items !== undefined && field.type === 'integer') || (field.windowed && window !== null)
}

function leaf_is_whole(leaf: Leaf, field: ConditionField): boolean {
  const filled = leaf.values.filter((value) => value !== '').length
  const wanted = { none: 0, one: 1, two: 2, list: 1 }[values_wanted(leaf.op)]
  return (
    (leaf.op !== '' || goes_without(field, leaf.window)) && filled >= wanted && (!leaf.window || window_is_whole(leaf.window)) &&
    (field.parameters ?? []).every(({ name, required }) => !required || Boolean(leaf.arguments[name]))
  )
}

class Writer {
  readonly places = new Map<string, Key>()
  readonly missing = new Set<Key>()

  constructor(private readonly book: FieldBook) {}

  part(part: Part, path: string, scope: FieldScope): ConditionForm | null {
    this.places.set(path, part.key)
    if (!part.negated) return this.plain(part, path, scope)
    const inner = this.plain(part, path === '' ? 'not' : `${path}.not`, scope)
    return inner && { not: inner }
  }

  private plain(part: Part, path: string, scope: FieldScope): ConditionForm | null {
    this.places.set(path, part.key)
    return part.kind === 'leaf' ? this.leaf(part, path, scope) : this.group(part, path, scope)
  }

  // A group that is still empty asks nothing and is left out.
  private group({ kind, parts }: Group, path: string, scope: FieldScope): ConditionForm | null {
    const written: ConditionForm[] = []
    for (const part of parts) {
      const form = this.part(part, `${path === '' ? '' : `${path}.`}${kind}[${written.length}]`, scope)
      if (form) written.push(form)
    }
    if (written.length === 0) return null
    return kind === 'and' ? { and: written } : { or: written }
  }

  private leaf(leaf: Leaf, path: string, scope: FieldScope): ConditionForm {
    const field = field_of(this.book, scope, leaf.field)
    if (!field || !leaf_is_whole(leaf, field)) {
      this.missing.add(leaf.key)
      return { field: leaf.field }
    }
    const given = (field.parameters ?? []).flatMap(({ name, type }) => {
      const value = leaf.arguments[name]
      return value ? [[name, literal(value, type)] as const] : []
    })
    const where = leaf.where && field.items ? this.part(leaf.where, `${path === '' ? '' : `${path}.`}where`, field.items) : null
    const values = leaf.values.filter((value) => value !== '').map((value) => literal(value, field.type))
    const wanted = values_wanted(leaf.op)
    return {
      field: leaf.field,
      ...(given.length > 0 ? { arguments: Object.fromEntries(given) } : {}),
      ...(where ? { where } : {}),
      ...(leaf.window ? { window: window_form(leaf.window) } : {}),
      ...(leaf.op === '' ? {} : { op: leaf.op }),
      ...(wanted === 'one' ? { value: values[0] ?? '' } : {}),
      ...(wanted === 'two' ? { values: values.slice(0, 2) } : {}),
      ...(wanted === 'list' ? { values } : {}),
    }
  }
}

export function write_form(root: Group, book: FieldBook): Written {
  const writer = new Writer(book)
  const form = writer.part(root, '', 'customer') ?? { field: 'everyone' }
  return { form, places: writer.places, missing: writer.missing }
}

// The part that an error's position ("and[1].where.and[0].value") is about: itself, or the closest one around it.
export function part_at(places: ReadonlyMap<string, Key>, position: string): Key | null {
  for (let path = position; ; path = path.replace(/\.?[^.[\]]+$|\[\d+\]$/, '')) {
    const key = places.get(path)
    if (key !== undefined) return key
    if (path === '') return null
  }
}
