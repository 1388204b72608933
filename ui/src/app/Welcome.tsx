// After a one-time link: an address and a password to sign in with from now on, or later. Asked once per sign-in by link.
import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { explain } from '../client/explain'
import { PasswordForm } from '../client/PasswordForm'
import { useChangeMyself } from '../client/queries'
import { usePlace } from '../client/session'
import { forget_welcome, is_welcome_due } from '../client/welcome'
import { Note } from '../kit/Note'
import { tell } from '../kit/tell'
import { useWords } from '../locales'

export function Welcome() {
  const { text } = useWords()
  const { session } = usePlace()
  const [opened, set_opened] = useState(is_welcome_due)
  const [email, set_email] = useState(session.staff.email)
  const change = useChangeMyself()
  const close = () => {
    forget_welcome()
    set_opened(false)
  }
  const done = () => {
    tell(text.welcome.done)
    close()
  }
  // The address first: once there is a password, another try would have to name it.
  const store_address = async () => {
    if (email !== session.staff.email) await change.mutateAsync({ email })
  }
  return (
    <Modal opened={opened} onClose={close} title={text.welcome.title} centered closeButtonProps={{ 'aria-label': text.actions.close }}>
      <Stack gap="sm">
        <p style={{ margin: 0 }}>{text.welcome.text}</p>
        <TextInput
          label={text.settings.staff_email} description={text.settings.me_email_hint} type="email" autoComplete="username" required
          value={email} onChange={(event) => set_email(event.currentTarget.value)}
        />
        {change.isError ? <Note tone="bad">{explain(change.error, text)}</Note> : null}
        <PasswordForm
          email={email} ask_current={false} submit={text.actions.save} before={store_address} on_done={done}
          beside={<Button variant="subtle" onClick={close}>{text.actions.later}</Button>}
        />
      </Stack>
    </Modal>
  )
}
