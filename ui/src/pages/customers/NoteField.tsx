// Writing a note without leaving the page. Ctrl or ⌘ with Enter keeps it.
import { Button, Textarea } from '@mantine/core'
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useAddNote } from '../../client/customer_queries'
import { explain } from '../../client/explain'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useKeys } from '../../kit/keys'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './Customer.module.css'

const kLongest = 5_000

export function NoteField({ customer }: { customer: Id }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const field = useRef<HTMLTextAreaElement>(null)
  const add = useAddNote(shop.id, customer)
  const [typed, set_typed] = useState('')
  useKeys([{ combo: 'n', title: text.keys.note, run: () => field.current?.focus() }])
  const save = () => {
    if (typed.trim() !== '' && !add.isPending) add.mutate(typed, { onSuccess: () => set_typed('') })
  }
  const on_key = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    if (event.key === 'Escape') field.current?.blur()
  }
  return (
    <form className={styles.note_field} onSubmit={(event: FormEvent) => { event.preventDefault(); save() }}>
      <Textarea
        ref={field} size="sm" autosize minRows={1} maxRows={8} maxLength={kLongest} value={typed} aria-label={text.customers.note_field} aria-keyshortcuts="n"
        placeholder={text.customers.note_placeholder} onChange={(event) => set_typed(event.currentTarget.value)} onKeyDown={on_key}
      />
      {typed.trim() === '' ? null : <Button type="submit" size="sm" loading={add.isPending}>{text.customers.note_add}</Button>}
      {add.isError ? <Note tone="bad">{explain(add.error, text)}</Note> : null}
    </form>
  )
}
