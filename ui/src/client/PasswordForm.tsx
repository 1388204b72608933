// Choosing a password; asked for in the settings and after the first sign-in by link.
import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Note } from '../kit/Note'
import { useWords } from '../locales'
import { explain } from './explain'
import { useSetPassword } from './queries'

const kCharactersMin = 10

interface PasswordFormProps {
  email: string // for the browser's own password store
  ask_current: boolean
  submit: string
  before?: () => Promise<unknown> // what must succeed first; a rejection is shown by its owner
  on_done: () => void
  beside?: ReactNode
}

export function PasswordForm({ email, ask_current, submit, before, on_done, beside }: PasswordFormProps) {
  const { text } = useWords()
  const [current, set_current] = useState('')
  const [chosen, set_chosen] = useState('')
  const save = useSetPassword()
  const on_submit = async (event: FormEvent) => {
    event.preventDefault()
    await before?.()
    await save.mutateAsync(current === '' ? { new_password: chosen } : { current_password: current, new_password: chosen })
    set_current('')
    set_chosen('')
    on_done()
  }
  return (
    <form onSubmit={(event) => void on_submit(event).catch(() => undefined)}>
      <Stack gap="sm">
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        {ask_current ? (
          <PasswordInput label={text.settings.password_current} autoComplete="current-password" value={current} onChange={(event) => set_current(event.currentTarget.value)} />
        ) : null}
        <PasswordInput
          label={text.settings.password_new} description={text.settings.password_hint} autoComplete="new-password" required
          minLength={kCharactersMin} value={chosen} onChange={(event) => set_chosen(event.currentTarget.value)}
        />
        {save.isError ? <Note tone="bad">{explain(save.error, text)}</Note> : null}
        <Group><Button type="submit" loading={save.isPending} disabled={chosen.length < kCharactersMin}>{submit}</Button>{beside}</Group>
      </Stack>
    </form>
  )
}
