// A condition on customers, edited as a form and as text at once.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { explain } from '../client/explain'
import { condition_fields_query } from '../client/segment_queries'
import type { ConditionFields } from '../client/segment_types'
import { usePlace } from '../client/session'
import { Note } from '../kit/Note'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import { book_of, type FieldBook } from './draft'
import { EditingContext, type Editing } from './editing'
import { GroupBox } from './GroupBox'
import { TextSide } from './TextSide'
import type { ConditionState } from './useCondition'

interface ConditionEditorProps {
  fields: ConditionFields
  book: FieldBook
  state: ConditionState
}

export function ConditionEditor({ fields, book, state }: ConditionEditorProps) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const other = useQuery(condition_fields_query(shop.id, language === 'ja' ? 'en' : 'ja'))
  const elsewhere = useMemo(() => book_of(other.data?.fields ?? []), [other.data])
  const { root, error, missing, touched, set_root } = state
  const editing = useMemo<Editing>(() => ({ fields, book, elsewhere, root, error, missing, set_root }), [fields, book, elsewhere, root, error, missing, set_root])
  // What the text means is not known while it is wrong or on its way: the form waits for it.
  const waits = touched === 'text' && !state.settled
  const homeless = touched === 'form' && error && error.key === null
  return (
    <EditingContext value={editing}>
      {waits && error ? <p className={styles.waiting}>{text.segments.editor.text_waiting}</p> : null}
      <div className={styles.form} inert={waits} data-waiting={(waits && error !== null) || undefined}>
        <GroupBox group={root} scope="customer" root />
      </div>
      {homeless ? <Note tone="bad">{explain(error.error, text)}</Note> : null}
      <TextSide state={state} />
    </EditingContext>
  )
}
