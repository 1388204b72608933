// Words with a button that inserts a personal field where the cursor stands.
import { Button, NativeSelect, Popover, Textarea, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { field_tag } from '../../../mails/condition'
import { useMail } from './mail_context'

interface WordsFieldProps {
  label: string
  value: string
  description?: string
  error?: string | undefined
  lines?: boolean // several lines
  placeholder?: string
  on_change: (value: string) => void
}

function FieldForm({ on_put }: { on_put: (tag: string) => void }) {
  const { text } = useWords()
  const { fields } = useMail()
  const [name, set_name] = useState(fields[0]?.name ?? '')
  const [fallback, set_fallback] = useState('')
  const field = fields.find((one) => one.name === name)
  const needs_words = field !== undefined && !field.always && field.kind !== 'link'
  return (
    <div className={styles.field_form}>
      <NativeSelect
        label={text.messages.field.choose} value={name} data={fields.map((one) => ({ value: one.name, label: one.title }))}
        description={field?.example ? text.messages.field.example(field.example) : undefined} onChange={(event) => set_name(event.currentTarget.value)}
      />
      {needs_words ? (
        <TextInput label={text.messages.field.fallback} description={text.messages.field.fallback_hint} value={fallback} onChange={(event) => set_fallback(event.currentTarget.value)} />
      ) : <p className={styles.soft}>{text.messages.field.always}</p>}
      <Button size="xs" disabled={needs_words && fallback.trim() === ''} onClick={() => on_put(field_tag(name, needs_words ? fallback : ''))}>{text.messages.field.put}</Button>
    </div>
  )
}

export function WordsField({ label, value, description, error, lines = false, placeholder, on_change }: WordsFieldProps) {
  const { text } = useWords()
  const { read_only } = useMail()
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [open, set_open] = useState(false)
  const put = (tag: string) => {
    const at = input.current?.selectionStart ?? value.length
    const to = input.current?.selectionEnd ?? at
    on_change(value.slice(0, at) + tag + value.slice(to))
    set_open(false)
  }
  const props = {
    label, value, description, placeholder, error, readOnly: read_only, ref: input,
    onChange: (event: { currentTarget: { value: string } }) => on_change(event.currentTarget.value),
  }
  return (
    <div className={styles.words_field}>
      {lines ? <Textarea autosize minRows={3} {...props} /> : <TextInput {...props} />}
      {read_only ? null : (
        <Popover opened={open} onChange={set_open} position="bottom-end" shadow="md" trapFocus width={300}>
          <Popover.Target>
            <Button size="compact-xs" variant="subtle" className={styles.insert ?? ''} aria-label={`${text.messages.field.insert}: ${label}`} onClick={() => set_open(!open)}>{text.messages.field.insert}</Button>
          </Popover.Target>
          <Popover.Dropdown><FieldForm on_put={put} /></Popover.Dropdown>
        </Popover>
      )}
    </div>
  )
}
