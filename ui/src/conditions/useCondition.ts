// One condition being edited, as text or as a form: whichever was touched last is asked, the answer says the other.
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { ApiError } from '../client/http'
import { condition_count_query } from '../client/segment_queries'
import type { ConditionBody, ConditionCount, ConditionForm } from '../client/segment_types'
import type { Id } from '../client/types'
import { begin, changed, redone, undone } from '../kit/history'
import { useWords } from '../locales'
import { new_group, part_at, read_form, write_form, type FieldBook, type Group, type Key, type Written } from './draft'

const kPauseMilliseconds = 180

type Source = { kind: 'text'; text: string } | { kind: 'form'; root: Group }

export interface ConditionError {
  error: unknown
  key: Key | null // the part of the form that it is about
  character: number | null // or the place in the text, from 1
}

export interface ConditionState {
  root: Group
  text: string
  touched: Source['kind']
  counted: ConditionCount | undefined // the last answer, also while another one is on its way
  settled: boolean // `counted` is about what stands here
  error: ConditionError | null
  missing: ReadonlySet<Key>
  set_root: (root: Group, about?: string) => void // changes about the same thing in a row are one step back
  set_text: (text: string) => void
  undo: (() => void) | null // null: nothing to undo
  redo: (() => void) | null
}

// Can be kept: asked, answered, and nothing wrong or empty in it.
export function is_sound(state: ConditionState): boolean {
  return state.settled && !state.error && state.missing.size === 0 && state.counted !== undefined
}

export interface ConditionStart {
  text?: string | undefined
  form?: ConditionForm | undefined
}

function source_of({ text, form }: ConditionStart): Source {
  if (form) return { kind: 'form', root: read_form(form) }
  return text ? { kind: 'text', text } : { kind: 'form', root: new_group() }
}

function body_of(source: Source, written: Written): ConditionBody | null {
  if (source.kind === 'form') return written.missing.size > 0 ? null : { form: written.form }
  return source.text.trim() === '' ? { condition: 'everyone' } : { condition: source.text }
}

export function error_at(error: unknown, asked: Source['kind'], written: Written): ConditionError | null {
  if (!error) return null
  const position = error instanceof ApiError ? (error.body.arguments['position'] ?? '') : ''
  const character = asked === 'text' && /^\d+$/.test(position) ? Number(position) : null
  const key = asked === 'form' && position !== '' ? part_at(written.places, position) : null
  return { error, key, character }
}

export function useCondition(shop: Id, book: FieldBook, start: ConditionStart): ConditionState {
  const { language } = useWords()
  const [history, set_history] = useState(() => begin(source_of(start)))
  const source = history.present
  const [paused] = useDebouncedValue(source, kPauseMilliseconds)
  const [counted, set_counted] = useState<ConditionCount>()
  const said = useMemo(() => (counted ? read_form(counted.form) : new_group()), [counted])
  const root = source.kind === 'form' ? source.root : said
  const written = useMemo(() => write_form(root, book), [root, book])
  const asked = useMemo(() => (paused.kind === 'form' ? write_form(paused.root, book) : write_form(new_group(), book)), [paused, book])
  const query = useQuery(condition_count_query(shop, body_of(paused, asked), language))
  if (query.data && !query.isPlaceholderData && query.data !== counted) set_counted(query.data)
  const current = paused === source
  const undo = useCallback(() => set_history(undone), [])
  const redo = useCallback(() => set_history(redone), [])
  return {
    root, touched: source.kind, counted,
    text: source.kind === 'text' ? source.text : (counted?.condition ?? ''),
    settled: current && query.isSuccess && !query.isPlaceholderData,
    error: current && query.isError ? error_at(query.error, source.kind, written) : null,
    missing: source.kind === 'form' ? written.missing : new Set(),
    set_root: (next, about) => set_history((now) => changed(now, { kind: 'form', root: next }, about)),
    set_text: (text) => set_history((now) => changed(now, { kind: 'text', text }, 'text')),
    undo: history.past.length > 0 ? undo : null,
    redo: history.future.length > 0 ? redo : null,
  }
}
