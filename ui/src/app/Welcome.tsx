// After a one-time link: choose a password now, or later. Asked once per sign-in by link.
import { Button, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { PasswordForm } from '../client/PasswordForm'
import { usePlace } from '../client/session'
import { forget_welcome, is_welcome_due } from '../client/welcome'
import { useWords } from '../locales'

export function Welcome() {
  const { text } = useWords()
  const { session } = usePlace()
  const [opened, set_opened] = useState(is_welcome_due)
  const close = () => {
    forget_welcome()
    set_opened(false)
  }
  return (
    <Modal opened={opened} onClose={close} title={text.welcome.title} centered closeButtonProps={{ 'aria-label': text.actions.close }}>
      <Stack>
        <p style={{ margin: 0 }}>{text.welcome.text}</p>
        <PasswordForm
          email={session.staff.email} ask_current={false} submit={text.actions.save}
          on_done={() => {
            notifications.show({ message: text.welcome.done })
            close()
          }}
          beside={<Button variant="subtle" onClick={close}>{text.actions.later}</Button>}
        />
      </Stack>
    </Modal>
  )
}
