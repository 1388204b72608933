// A note in the timeline: its words, edited in place, removed with a way back.
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useBringNoteBack, useChangeNote, useRemoveNote } from '../../client/customer_queries'
import type { Customer, TimelineEntry } from '../../client/customer_types'
import { explain } from '../../client/explain'
import { useMay, usePlace } from '../../client/session'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Customer.module.css'

const focus = (field: HTMLTextAreaElement | null) => field?.focus()

export function NoteEntry({ customer, entry }: { customer: Customer; entry: TimelineEntry }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = text.customers
  const may_serve = useMay('serve')
  const change = useChangeNote(shop.id, customer.id)
  const remove = useRemoveNote(shop.id, customer.id)
  const bring_back = useBringNoteBack(shop.id, customer.id)
  const [draft, set_draft] = useState<string | null>(null)
  const failed = (error: unknown) => tell(explain(error, text))
  if (entry.text === null) return <p className={styles.soft}>{words.note_hidden}</p>
  if (draft !== null) {
    return (
      <div className={styles.note_edit}>
        <Textarea size="sm" autosize minRows={2} ref={focus} value={draft} aria-label={words.note_field} onChange={(event) => set_draft(event.currentTarget.value)} />
        {change.isError ? <Note tone="bad">{explain(change.error, text)}</Note> : null}
        <div className={styles.buttons}>
          <Button size="xs" loading={change.isPending} disabled={draft.trim() === ''} onClick={() => change.mutate({ note: entry.id, text: draft }, { onSuccess: () => set_draft(null) })}>{text.actions.save}</Button>
          <Button size="xs" variant="subtle" onClick={() => set_draft(null)}>{text.actions.cancel}</Button>
        </div>
      </div>
    )
  }
  // Promises, because this entry is off the screen before the answer comes: callbacks of a component that is gone never run.
  const undo = { label: text.actions.undo, run: () => void bring_back.mutateAsync(entry.id).catch(failed) }
  const take_away = () => void remove.mutateAsync(entry.id).then(() => tell(words.note_removed, undo), failed)
  return (
    <div className={styles.note}>
      <p>{entry.text}</p>
      {may_serve ? (
        <span className={styles.note_tools}>
          <Button size="compact-xs" variant="subtle" onClick={() => set_draft(entry.text)}>{words.note_edit}</Button>
          <Button size="compact-xs" variant="subtle" onClick={take_away}>{words.note_remove}</Button>
        </span>
      ) : null}
    </div>
  )
}
