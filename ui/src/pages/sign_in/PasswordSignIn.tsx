import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { useSignIn } from '../../client/queries'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './SignIn.module.css'

export function PasswordSignIn({ on_done }: { on_done: () => void }) {
  const { text } = useWords()
  const [email, set_email] = useState('')
  const [password, set_password] = useState('')
  const sign_in = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sign_in.mutate({ email, password }, { onSuccess: on_done })
  }
  return (
    <form onSubmit={submit} aria-label={text.sign_in.title}>
      <Stack gap="md">
        <TextInput label={text.sign_in.email} type="email" autoComplete="username" required value={email} onChange={(event) => set_email(event.currentTarget.value)} />
        <PasswordInput label={text.sign_in.password} autoComplete="current-password" required value={password} onChange={(event) => set_password(event.currentTarget.value)} />
        {sign_in.isError ? <Note tone="bad">{explain(sign_in.error, text)}</Note> : null}
        <Button type="submit" size="md" loading={sign_in.isPending}>{text.sign_in.submit}</Button>
        <p className={styles.hint}>{text.sign_in.no_password}</p>
      </Stack>
    </form>
  )
}
