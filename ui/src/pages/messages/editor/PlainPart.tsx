// The text part: made from the blocks until somebody would rather write it.
import { Button, Textarea } from '@mantine/core'
import { Card } from '../../../kit/Card'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { to_plain } from '../../../mails/plain'
import { useFooterWords } from '../../../mails/useFooterWords'
import { useMail } from './mail_context'

export function PlainPart() {
  const { text } = useWords()
  const { draft, change_document, read_only, findings } = useMail()
  const said = useFooterWords()
  const { document } = draft.value
  const own = document.plain !== null
  const put = (plain: string | null) => change_document((before) => ({ ...before, plain }), plain === null ? '' : 'plain')
  const button = own
    ? <Button size="xs" variant="default" onClick={() => put(null)}>{text.messages.plain_reset}</Button>
    : <Button size="xs" variant="default" onClick={() => put(to_plain(document, said))}>{text.messages.plain_edit}</Button>
  return (
    <Card title={text.messages.plain} note={own ? text.messages.plain_own : text.messages.plain_auto} tools={read_only ? null : button}>
      {own ? (
        <Textarea
          aria-label={text.messages.plain_label} autosize minRows={8} maxRows={30} value={document.plain ?? ''} readOnly={read_only} classNames={{ input: styles.plain ?? '' }}
          error={findings.find(({ part, blocks }) => part === 'text' && blocks)?.message} onChange={(event) => put(event.currentTarget.value)}
        />
      ) : null}
    </Card>
  )
}
