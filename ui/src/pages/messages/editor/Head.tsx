// What stands before the mail is opened: subject and the words beside it; and the one colour of the mail.
import { ColorInput } from '@mantine/core'
import { Card } from '../../../kit/Card'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { useMail } from './mail_context'
import { WordsField } from './WordsField'

const kColours = ['#2f4684', '#236b49', '#805100', '#b5330c', '#22262f', '#8d6aa8']

export function Head() {
  const { text } = useWords()
  const { draft, findings, change_document, read_only } = useMail()
  const { subject, document } = draft.value
  const wrong = findings.find(({ part, blocks }) => part === 'subject' && blocks)?.message
  return (
    <Card>
      <div className={styles.form}>
        <WordsField label={text.messages.subject} value={subject} error={wrong} on_change={(next) => draft.change((before) => ({ ...before, subject: next }), 'subject')} />
        <WordsField
          label={text.messages.preheader} description={text.messages.preheader_hint} value={document.preheader}
          on_change={(preheader) => change_document((before) => ({ ...before, preheader }), 'preheader')}
        />
        <ColorInput
          label={text.messages.colour} value={document.colour} format="hex" withEyeDropper={false} swatches={kColours} readOnly={read_only} maw={220}
          onChange={(colour) => {
            if (/^#[0-9a-f]{6}$/i.test(colour)) change_document((before) => ({ ...before, colour }), 'colour')
          }}
        />
      </div>
    </Card>
  )
}
