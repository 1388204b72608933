// What is seen lives in the URL, as flat text: as_of, from, to, source, the analysis's own parameters, the view,
// and the drawer that is open with the cell it is about. Pure functions between that and questions to the server.
import { is_of_comparison } from './compare'

export type Search = Record<string, string>

// Names that belong to the screen, not to the question.
const kView = 'view'
const kDrawer = 'drawer'
const kPage = 'page'
const kFocus = 'focus' // what a drawing has chosen, such as an arrow between stages
const kSide = 'side' // of which of two compared answers the drawer tells
const kScreenNames = new Set([kView, kDrawer, kPage, kFocus, kSide, 'part'])
export const kCommon: ReadonlySet<string> = new Set(['as_of', 'from', 'to', 'source', 'payment_method', 'product'])

export interface CellChoice {
  values: Record<string, string> // column -> value
  part?: string
}

export function parse_search(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringify_search(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') parameters.set(name, value)
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

// The question: everything that is neither of the screen nor a cell.
export function question_of(search: Search): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).filter(([name]) => !kScreenNames.has(name) && !name.startsWith('cell.') && !is_of_comparison(name)),
  )
}

// The filters that mean the same for every analysis, and what they are compared with; they stay when another one is opened.
export function common_of(search: Search): Search {
  const kept = Object.entries(search).filter(([name, value]) => value !== '' && (kCommon.has(name) || is_of_comparison(name)))
  return Object.fromEntries(kept)
}

export function without_period(search: Search): Search {
  return Object.fromEntries(Object.entries(search).filter(([name]) => name !== 'from' && name !== 'to'))
}

export function cell_of(search: Search): CellChoice | null {
  if (search[kDrawer] !== 'who') return null
  const values = Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => (name.startsWith('cell.') ? [[name.slice(5), value]] : [])),
  )
  return search['part'] ? { values, part: search['part'] } : { values }
}

// The question for the customers behind a cell.
export function customers_question(search: Search): Record<string, string> {
  const cell = cell_of(search)
  const question = question_of(search)
  for (const [name, value] of Object.entries(cell?.values ?? {})) question[`cell.${name}`] = value
  if (cell?.part) question['part'] = cell.part
  return question
}

export function without_drawer(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([name]) => name !== kDrawer && name !== kPage && name !== kSide && name !== 'part' && !name.startsWith('cell.'),
    ),
  )
}

export function with_cell(search: Search, cell: CellChoice): Search {
  const next: Search = { ...without_drawer(search), [kDrawer]: 'who' }
  for (const [name, value] of Object.entries(cell.values)) next[`cell.${name}`] = value
  if (cell.part) next['part'] = cell.part
  return next
}

// Sets what has a value, removes what has none; a changed question starts at page 1 and closes what hung on it.
export function with_values(search: Search, values: Record<string, string | null>): Search {
  const next: Search = { ...search }
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') delete next[name]
    else next[name] = value
  }
  return next
}
