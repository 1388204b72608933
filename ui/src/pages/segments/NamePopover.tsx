// A button that asks for a name before it does something.
import { Button, Popover, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './Segments.module.css'

export const kLongestName = 100

interface NamePopoverProps {
  action: string
  hint?: string
  proposed: string
  busy: boolean
  error: unknown
  on_save: (name: string, close: () => void) => void
}

export function NamePopover({ action, hint, proposed, busy, error, on_save }: NamePopoverProps) {
  const { text } = useWords()
  const [opened, set_opened] = useState(false)
  const [name, set_name] = useState(proposed)
  const save = (event: FormEvent) => {
    event.preventDefault()
    on_save(name.trim(), () => set_opened(false))
  }
  return (
    <Popover opened={opened} onChange={set_opened} position="bottom-end" shadow="md" width={320} trapFocus>
      <Popover.Target><Button size="sm" variant="default" aria-expanded={opened} onClick={() => set_opened(!opened)}>{action}</Button></Popover.Target>
      <Popover.Dropdown>
        <form className={styles.keep} onSubmit={save}>
          {hint ? <p className={styles.soft}>{hint}</p> : null}
          <TextInput size="sm" label={text.segments.name} value={name} maxLength={kLongestName} data-autofocus onChange={(event) => set_name(event.currentTarget.value)} />
          {error ? <Note tone="bad">{explain(error, text)}</Note> : null}
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>{action}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
