// Beside what sends messages: those of them whose rewriting nobody gets yet, and a way to let it go out from here.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { templates_query } from '../client/message_queries'
import type { Template } from '../client/message_types'
import { useMay, usePlace } from '../client/session'
import type { Id } from '../client/types'
import { never_sent, sent_as_before } from '../client/words_state'
import { Note } from '../kit/Note'
import { tell } from '../kit/tell'
import { useWords } from '../locales'
import styles from './Mails.module.css'
import { usePublish } from './usePublish'

function Rewritten({ template }: { template: Template }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const { publish, is_pending, findings, refused } = usePublish()
  const { id, name } = template
  const run = () => void publish(id).then(() => tell(text.messages.published_now)).catch(() => undefined)
  return (
    <Note
      tone="warn"
      actions={
        <>
          {may_manage ? <Button size="compact-sm" variant="default" loading={is_pending} onClick={run}>{text.messages.publish_this}</Button> : null}
          <Button size="compact-sm" variant="subtle" renderRoot={(props) => <Link to="/shops/$shop/messages/$template" params={{ shop: shop.id, template: id }} {...props} />}>{text.messages.read_words}</Button>
        </>
      }
    >
      {text.messages.rewritten(name)}
      {findings.length > 0 ? <ul className={styles.users}>{findings.map(({ key, message }, i) => <li key={`${key}:${i}`}>{message}</li>)}</ul> : null}
      {refused === '' ? null : <p className={styles.bad}>{refused}</p>}
    </Note>
  )
}

interface UnpublishedWordsProps {
  used: readonly Id[]
  first_time?: boolean // also say which go out for the first time with what is about to happen
}

export function UnpublishedWords({ used, first_time = false }: UnpublishedWordsProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const templates = useQuery(templates_query(shop.id)).data ?? []
  const fresh = first_time ? never_sent(templates, used) : []
  return (
    <>
      {sent_as_before(templates, used).map((template) => <Rewritten key={template.id} template={template} />)}
      {fresh.length > 0 ? <p className={styles.soft}>{text.messages.published_with(fresh.map(({ name }) => name))}</p> : null}
    </>
  )
}
