// The mail sent to oneself, through the real channel.
import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../../client/explain'
import { useTestSend } from '../../../client/message_queries'
import { usePlace } from '../../../client/session'
import { Note } from '../../../kit/Note'
import { useWords } from '../../../locales'
import { compile } from '../../../mails/compile'
import styles from '../Messages.module.css'
import { useFooterWords } from '../../../mails/useFooterWords'
import { useMail } from './mail_context'

export function TestSend({ opened, on_close }: { opened: boolean; on_close: () => void }) {
  const { text } = useWords()
  const { session, shop } = usePlace()
  const { draft, customer } = useMail()
  const said = useFooterWords()
  const [to, set_to] = useState(session.staff.email)
  const test = useTestSend(shop.id)
  const send = async () => {
    const { subject, document } = draft.value
    const { html, text: plain } = await compile(document, said)
    await test.mutateAsync({ subject, html, text: plain, to, ...(customer ? { customer_id: customer.id } : {}) })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send().catch(() => undefined)
  }
  return (
    <Modal opened={opened} onClose={on_close} title={text.messages.test_send} centered closeButtonProps={{ 'aria-label': text.actions.close }}>
      <form onSubmit={submit}>
        <Stack>
          <p className={styles.soft}>{text.messages.test_as(customer?.name ?? text.messages.made_up)}</p>
          <TextInput type="email" required label={text.messages.test_to} value={to} onChange={(event) => set_to(event.currentTarget.value)} />
          {test.data ? (
            <Note tone={test.data.accepted ? 'good' : 'bad'} title={test.data.accepted ? text.messages.accepted : text.messages.refused}>
              {test.data.answer === '' ? null : text.messages.answer(test.data.answer)}
            </Note>
          ) : null}
          {test.isError ? <Note tone="bad">{explain(test.error, text)}</Note> : null}
          <Button type="submit" loading={test.isPending}>{text.messages.test_run}</Button>
        </Stack>
      </form>
    </Modal>
  )
}
