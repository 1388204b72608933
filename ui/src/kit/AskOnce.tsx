// One question before something that cannot be taken back. Everything else is done at once and can be undone.
import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../locales'

interface AskOnceProps {
  opened: boolean
  title: string
  confirm: string
  busy?: boolean
  children: ReactNode // what happens, to how many
  on_confirm: () => void
  on_close: () => void
}

export function AskOnce({ opened, title, confirm, busy = false, children, on_confirm, on_close }: AskOnceProps) {
  const { text } = useWords()
  return (
    <Modal opened={opened} onClose={on_close} title={title} centered closeButtonProps={{ 'aria-label': text.actions.close }}>
      <Stack>
        <div>{children}</div>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={on_close}>{text.actions.cancel}</Button>
          <Button color="red.9" loading={busy} onClick={on_confirm}>{confirm}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
