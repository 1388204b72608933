import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { PasswordForm } from '../../client/PasswordForm'
import { useChangeMyself } from '../../client/queries'
import { usePlace } from '../../client/session'
import { Card } from '../../kit/Card'
import { useLanguageSwitch } from '../../kit/language_switch'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { kTexts, useWords, type Language } from '../../locales'
import styles from './Settings.module.css'

export function MySettings() {
  const { text, language } = useWords()
  const { session } = usePlace()
  const switch_language = useLanguageSwitch()
  const change = useChangeMyself()
  const [name, set_name] = useState(session.staff.name)
  const [email, set_email] = useState(session.staff.email)
  const changed = name !== session.staff.name || email !== session.staff.email
  const save = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ name, email }, { onSuccess: () => tell(text.settings.saved) })
  }
  return (
    <>
      <Card>
        <Stack gap="lg" maw={560}>
          <form onSubmit={save}>
            <Stack gap="sm">
              <TextInput label={text.settings.me_name} value={name} required onChange={(event) => set_name(event.currentTarget.value)} />
              <TextInput
                label={text.settings.staff_email} description={text.settings.me_email_hint} type="email" autoComplete="username" required
                value={email} onChange={(event) => set_email(event.currentTarget.value)}
              />
              <Group><Button type="submit" disabled={name.trim() === '' || !changed} loading={change.isPending}>{text.actions.save}</Button></Group>
            </Stack>
          </form>
          <div>
            <p className={styles.label} id="my-language">{text.settings.me_language}</p>
            <SegmentedControl
              aria-labelledby="my-language" value={language}
              data={(['ja', 'en'] as const).map((value) => ({ value, label: kTexts[value].language_name }))}
              onChange={(value) => {
                switch_language(value as Language)
                change.mutate({ language: value as Language })
              }}
            />
          </div>
          {change.isError ? <Note tone="bad">{explain(change.error, text)}</Note> : null}
        </Stack>
      </Card>
      <Card title={text.settings.password_title}>
        <div style={{ maxWidth: 420 }}>
          <PasswordForm email={session.staff.email} ask_current submit={text.settings.password_save} on_done={() => tell(text.settings.password_saved)} />
        </div>
      </Card>
    </>
  )
}
