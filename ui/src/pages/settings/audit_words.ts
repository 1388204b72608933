// Entries of the record as a person reads them. Pure.
import { cell_words } from '../../analyses/common/cell_words'
import type { AuditEntry, Descriptor } from '../../client/types'
import { cell_of, question_of } from '../../filters/search'
import { format_count, format_day, format_month } from '../../kit/format'
import type { Words } from '../../locales'

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
  return value === null || value === undefined ? '–' : typeof value === 'number' ? format_count(value) : (words.values[String(value)] ?? String(value))
}

function pairs(detail: Detail, words: DetailWords, between: string): string {
  return Object.entries(detail)
    .filter(([, value]) => !(typeof value === 'string' && kId.test(value)))
    .map(([name, value]) => `${words.names[name] ?? name}: ${value_words(value, words)}`)
    .join(between)
}

const kExport = /^\/api\/shops\/\d+\/analyses\/([a-z_0-9]+)(\/customers)?\.(csv|xlsx)(?:\?(.*))?$/

const kReport = /^\/api\/shops\/\d+\/reports\/(\d{4}-\d{2})\.(xlsx|pdf)(?:\?(.*))?$/

// "Monthly report (PDF) · Oct 2026 · as of 15 Oct 2026"
function report_words(target: string, { text, language }: Words): string | null {
  const [, month, ending, question] = kReport.exec(target) ?? []
  if (!month) return null
  const told = [`${text.settings.audit_report} (${ending === 'pdf' ? text.report.formats.pdf : text.report.formats.xlsx})`, format_month(month, language)]
  for (const [name, value] of new URLSearchParams(question)) {
    if (name === 'as_of') told.push(`${text.filters.as_of}: ${format_day(value, language)}`)
    if (name === 'source' || name === 'payment_method' || name === 'product') told.push(`${text.filters[name]}: ${value}`)
  }
  return told.join(' · ')
}

const kJournal = /^\/api\/shops\/\d+\/journals\/(\d{4}-\d{2})\.csv(?:\?(.*))?$/

// "Journal (freee) · Oct 2026"
function journal_words(target: string, { text, language }: Words): string | null {
  const [, month, question] = kJournal.exec(target) ?? []
  if (!month) return null
  const format = new URLSearchParams(question).get('format') ?? 'csv'
  const known: Record<string, string> = text.journal.formats
  return `${text.settings.audit_journal} (${known[format] ?? format}) · ${format_month(month, language)}`
}

// What was taken out, by the address it came from: "Customers (CSV) · F2 · as of 21 Nov 2026". Null for other addresses.
export function export_words(target: string, descriptors: readonly Descriptor[], words: Words): string | null {
  const report = report_words(target, words) ?? journal_words(target, words)
  if (report !== null) return report
  const [, name, customers, ending, question] = kExport.exec(target) ?? []
  const descriptor = descriptors.find((one) => one.name === name)
  if (!descriptor) return null
  const { text, language } = words
  const asked: Record<string, string> = Object.fromEntries(new URLSearchParams(question))
  const what = customers ? text.settings.audit_customers : text.settings.audit_table
  const cell = customers ? cell_of({ ...asked, drawer: 'who' }) : null
  const told = [`${what} (${ending === 'csv' ? text.numbers.csv : text.numbers.excel})`, ...(cell ? [cell_words(descriptor, cell, words)] : [])]
  const common: Record<string, string> = { as_of: text.filters.as_of, from: text.filters.from, to: text.filters.to, source: text.filters.source }
  for (const [parameter, value] of Object.entries(question_of(asked))) {
    if (parameter === 'language') continue
    const known = descriptor.parameters.find((one) => one.name === parameter)
    const shown = known?.choices?.find((one) => one.value === value)?.title ?? format_day(value, language)
    told.push(`${common[parameter] ?? known?.title ?? parameter}: ${shown}`)
  }
  return told.filter((one) => one !== '').join(' · ')
}

// "Version: 2 · State: running"; a detail that is no JSON as it is. What the object says already is left out, and what an
// export's own words say (`exported`).
export function detail_words(entry: Pick<AuditEntry, 'action' | 'object' | 'detail'>, words: DetailWords, exported?: (target: string) => string | null): string {
  const detail = detail_of(entry)
  if (!detail) return entry.detail
  const object = object_of(entry)
  const target = typeof detail['target'] === 'string' ? (exported?.(detail['target']) ?? null) : null
  const said = new Set([...(object.kind === 'thing' && object.name !== '' ? ['name'] : []), ...(target === null ? [] : ['target'])])
  const rest = pairs(Object.fromEntries(Object.entries(detail).filter(([name]) => !said.has(name))), words, ' · ')
  return [target, rest].filter((one) => one !== null && one !== '').join(' · ')
}
