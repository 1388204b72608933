// Entries of the record as a person reads them. Pure.
import type { AuditEntry } from '../../client/types'

export type Resource = 'customer' | 'journey' | 'segment' | 'template' | 'campaign' | 'import'

const kId = /^\d{15,}$/

const kResources: Record<string, Resource> = {
  journey: 'journey', segment: 'segment', template: 'template', campaign: 'campaign', import: 'import', note: 'customer', tag: 'customer', consent: 'customer',
  'view.customer': 'customer', 'export.segment': 'segment', 'export.quarantine': 'import',
}

export type AuditObject =
  | { kind: 'words'; words: string }
  | { kind: 'thing'; resource: Resource; id: string; name: string; removed: boolean } // name: '' where nobody wrote it down

type Detail = Record<string, unknown>

function detail_of(entry: Pick<AuditEntry, 'detail'>): Detail | null {
  if (!entry.detail.startsWith('{')) return null
  try {
    return JSON.parse(entry.detail) as Detail
  } catch {
    return null
  }
}

export function object_of(entry: Pick<AuditEntry, 'action' | 'object' | 'detail'>): AuditObject {
  const [noun = '', verb = ''] = entry.action.split('.')
  const resource = kResources[entry.action] ?? kResources[noun]
  if (!kId.test(entry.object)) return { kind: 'words', words: entry.object }
  if (!resource) return { kind: 'words', words: '' } // a number that nobody can look up
  const name = detail_of(entry)?.['name']
  return { kind: 'thing', resource, id: entry.object, name: typeof name === 'string' ? name : '', removed: verb === 'remove' && resource === noun }
}

interface DetailWords {
  names: Record<string, string>
  values: Record<string, string>
  yes: string
  no: string
}

function value_words(value: unknown, words: DetailWords): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map((one) => value_words(one, words)).join(' / ')
  if (typeof value === 'object' && value !== null) return pairs(value as Detail, words, ', ')
  return value === null || value === undefined ? '–' : (words.values[String(value)] ?? String(value))
}

function pairs(detail: Detail, words: DetailWords, between: string): string {
  return Object.entries(detail)
    .filter(([, value]) => !(typeof value === 'string' && kId.test(value)))
    .map(([name, value]) => `${words.names[name] ?? name}: ${value_words(value, words)}`)
    .join(between)
}

// "Version: 2 · State: running"; a detail that is no JSON as it is. What the object says already is left out.
export function detail_words(entry: Pick<AuditEntry, 'action' | 'object' | 'detail'>, words: DetailWords): string {
  const detail = detail_of(entry)
  if (!detail) return entry.detail
  const object = object_of(entry)
  return pairs(object.kind === 'thing' && object.name !== '' ? Object.fromEntries(Object.entries(detail).filter(([name]) => name !== 'name')) : detail, words, ' · ')
}
