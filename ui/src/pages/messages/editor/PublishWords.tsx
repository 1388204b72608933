// 配信に使う: what is written here becomes what customers get. Asked once, with who sends it and what stands in the way.
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { words_state } from '../../../client/words_state'
import { Note } from '../../../kit/Note'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { usePublish } from '../../../mails/usePublish'
import { useMail, words_of } from './mail_context'

function Users() {
  const { text } = useWords()
  const { template } = useMail()
  if (template.used_by.length === 0) return <p className={styles.soft}>{text.messages.publish_unused}</p>
  return (
    <>
      <p className={styles.plain_line}>{text.messages.publish_used}</p>
      <ul className={styles.users}>{template.used_by.map(({ kind, id, name }) => <li key={kind + id}>{text.segments.uses[kind] ?? kind}: {name}</li>)}</ul>
    </>
  )
}

export function PublishWords() {
  const { text } = useWords()
  const { template, draft, findings, accept } = useMail()
  const { publish, is_pending, findings: refused_for, refused, reset } = usePublish()
  const [opened, set_opened] = useState(false)
  const state = words_state(template)
  const written = draft.save_state === 'saved' && state === 'published'
  const wrong = findings.filter(({ blocks, part }) => blocks && part !== 'settings')
  const told = wrong.length > 0 ? wrong : refused_for
  const close = () => {
    set_opened(false)
    reset()
  }
  const run = async () => {
    try {
      await draft.save()
    } catch {
      close() // why stands on the page below
      return
    }
    accept(await publish(template.id))
    tell(text.messages.published_now)
    close()
  }
  return (
    <>
      <Button size="sm" disabled={written} onClick={() => set_opened(true)}>{text.messages.publish}</Button>
      <Modal opened={opened} onClose={close} title={text.messages.publish_title[state]} centered closeButtonProps={{ 'aria-label': text.actions.close }}>
        <Stack>
          <p className={styles.plain_line}>{text.messages.publish_text[state]}</p>
          <Users />
          {told.length > 0 ? (
            <Note tone="bad" title={text.messages.publish_blocked}>
              <ul className={styles.users}>{told.map((one, i) => <li key={`${one.key}:${i}`}>{words_of(one)}</li>)}</ul>
            </Note>
          ) : null}
          {refused === '' ? null : <Note tone="bad">{refused}</Note>}
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={close}>{text.actions.cancel}</Button>
            <Button disabled={wrong.length > 0} loading={is_pending} onClick={() => void run().catch(() => undefined)}>{text.messages.publish}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
