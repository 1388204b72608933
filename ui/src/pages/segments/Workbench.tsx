// Where a condition is made: the form and its text, how many fulfil it, and who they are, while it is typed.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { QueryPanel } from '../../client/QueryPanel'
import { condition_customers_query, condition_fields_query } from '../../client/segment_queries'
import type { ConditionFields } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { ConditionEditor } from '../../conditions/ConditionEditor'
import { ConditionSteps } from '../../conditions/ConditionSteps'
import { CountPanel } from '../../conditions/CountPanel'
import { book_of } from '../../conditions/draft'
import { is_sound, useCondition, type ConditionStart, type ConditionState } from '../../conditions/useCondition'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { Examples } from './Examples'
import { draft_in_url } from './segment_search'
import styles from './Segments.module.css'

const kPageSize = 10

interface WorkbenchProps {
  start: ConditionStart
  saved: string // the condition that is kept; what differs from it stands in the URL
  aside: (state: ConditionState) => ReactNode // below the count: name, save
  choice?: ReactNode // of what stands below
  below?: ReactNode // instead of the examples
}

function People({ state }: { state: ConditionState }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const condition = state.counted?.condition ?? 'everyone'
  const [turned, set_turned] = useState({ condition, page: 1 })
  const page = turned.condition === condition ? turned.page : 1
  const query = useQuery({ ...condition_customers_query(shop.id, condition, page, kPageSize, language), enabled: state.counted !== undefined })
  return <Card title={text.segments.examples}><Examples query={query} on_page={(next) => set_turned({ condition, page: next })} /></Card>
}

function Bench({ fields, start, saved, aside, choice, below }: WorkbenchProps & { fields: ConditionFields }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const book = useMemo(() => book_of(fields.fields), [fields])
  const state = useCondition(shop.id, book, start)
  const draft = is_sound(state) && state.counted ? draft_in_url(state.counted.condition, saved) : (search['condition'] ?? null)
  useEffect(() => {
    if (draft !== (search['condition'] ?? null)) change({ condition: draft })
  }, [draft, search, change])
  return (
    <div className={styles.stack}>
      <div className={styles.bench}>
        <Card title={text.segments.editor.form} tools={<ConditionSteps state={state} />}><ConditionEditor fields={fields} book={book} state={state} /></Card>
        <aside className={styles.aside}>
          <Card><CountPanel state={state} /></Card>
          {aside(state)}
        </aside>
      </div>
      {choice}
      {below ?? <People state={state} />}
    </div>
  )
}

export function Workbench(props: WorkbenchProps) {
  const { language } = useWords()
  const { shop } = usePlace()
  const fields = useQuery(condition_fields_query(shop.id, language))
  return (
    <QueryPanel query={fields} skeleton={<div className={styles.bench}><Shimmer height={360} /><Shimmer height={220} /></div>}>
      {(known) => <Bench {...props} fields={known} />}
    </QueryPanel>
  )
}
