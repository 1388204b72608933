// Left the blocks, right the mail as a customer gets it; below, what stands in the way of sending it.
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { MeanwhileNote } from '../../../client/MeanwhileNote'
import type { Template, TemplateField } from '../../../client/message_types'
import { usePlace } from '../../../client/session'
import { RedoIcon, UndoIcon } from '../../../kit/icons'
import { Note } from '../../../kit/Note'
import { SaveMark } from '../../../kit/SaveMark'
import { useUndoKeys } from '../../../kit/useUndoKeys'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { WordsBadge } from '../WordsBadge'
import { BlockList } from './BlockList'
import { Findings } from './Findings'
import { Head } from './Head'
import { MailContext, useMail } from './mail_context'
import { PlainPart } from './PlainPart'
import { Preview } from './Preview'
import { PublishWords } from './PublishWords'
import { TestSend } from './TestSend'
import { useMailDraft } from './useMailDraft'

function Toolbar({ on_test }: { on_test: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { template, draft, read_only } = useMail()
  return (
    <header className={styles.toolbar}>
      <Link to="/shops/$shop/messages" params={{ shop: shop.id }} className={styles.back}>← {text.messages.back}</Link>
      <div className={styles.tools}>
        <h1 className={styles.unseen}>{draft.value.name}</h1>
        <TextInput
          variant="unstyled" aria-label={text.messages.name} value={draft.value.name} readOnly={read_only} classNames={{ root: styles.name ?? '', input: styles.name_input ?? '' }}
          onChange={(event) => {
            const name = event.currentTarget.value
            draft.change((before) => ({ ...before, name }), 'name')
          }}
        />
        <WordsBadge template={template} />
        {read_only ? <span className={styles.soft}>{text.messages.forbidden}</span> : <SaveMark state={draft.save_state} save={draft.save} />}
        <span className={styles.push} />
        {read_only ? null : (
          <>
            <span className={styles.steps}>
              <ActionIcon variant="default" size="lg" aria-label={text.messages.undo} disabled={!draft.can_undo} onClick={draft.undo}><UndoIcon /></ActionIcon>
              <ActionIcon variant="default" size="lg" aria-label={text.messages.redo} disabled={!draft.can_redo} onClick={draft.redo}><RedoIcon /></ActionIcon>
            </span>
            <Button size="sm" variant="default" onClick={on_test}>{text.messages.test_send}</Button>
            <PublishWords />
          </>
        )}
      </div>
    </header>
  )
}

// The preview shows the form that it would have; what goes out is what is stored.
function TextOnly() {
  const { text } = useWords()
  const { template, draft, read_only } = useMail()
  if (template.html !== '' || read_only) return null
  const give = <Button size="xs" variant="default" loading={draft.save_state !== 'saved'} onClick={() => draft.change((before) => ({ ...before }))}>{text.messages.give_form}</Button>
  return <Note tone="warn" actions={give}>{text.messages.text_only_note}</Note>
}

interface MailEditorProps {
  template: Template
  fields: readonly TemplateField[]
  on_reload: () => void // begins anew with what is stored
}

export function MailEditor({ template, fields, on_reload }: MailEditorProps) {
  const mail = useMailDraft(template, fields)
  const [testing, set_testing] = useState(false)
  useUndoKeys(mail.draft.undo, mail.draft.redo)
  return (
    <MailContext value={mail}>
      <div className={styles.editor}>
        <Toolbar on_test={() => set_testing(true)} />
        <MeanwhileNote
          failure={mail.draft.failure} on_reload={on_reload}
          on_overwrite={({ at }) => {
            mail.accept({ updated_at: at })
            void mail.draft.save().catch(() => undefined)
          }}
        />
        <TextOnly />
        <div className={styles.desk}>
          <div className={styles.writing}>
            <Head />
            <BlockList />
            <PlainPart />
          </div>
          <div className={styles.seeing}>
            <Findings />
            <Preview />
          </div>
        </div>
        <TestSend opened={testing} on_close={() => set_testing(false)} />
      </div>
    </MailContext>
  )
}
