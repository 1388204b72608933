// What stands in the way of sending, and the way to it.
import { Button } from '@mantine/core'
import type { Finding } from '../../../client/message_types'
import { Note } from '../../../kit/Note'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { block_element } from './BlockList'
import { block_of, useMail, words_of } from './mail_context'

function Line({ finding }: { finding: Finding }) {
  const { text } = useWords()
  const { compiled, draft } = useMail()
  const id = block_of(finding, compiled)
  const block = draft.value.document.blocks.find((one) => one.id === id)
  const go = () => {
    const element = document.getElementById(block_element(id ?? ''))
    element?.scrollIntoView({ block: 'center' })
    element?.focus({ preventScroll: true })
  }
  return (
    <li>
      {words_of(finding)}
      {block ? <Button size="compact-xs" variant="subtle" onClick={go}>{text.messages.at_block(text.messages.kinds[block.kind] ?? block.kind)}</Button> : null}
    </li>
  )
}

export function Findings() {
  const { text } = useWords()
  const { findings, compiled } = useMail()
  if (!compiled) return null
  const wrong = findings.filter(({ blocks }) => blocks)
  const odd = findings.filter(({ blocks }) => !blocks)
  if (findings.length === 0) return <Note tone="good">{text.messages.nothing_found}</Note>
  return (
    <section aria-label={text.messages.check} className={styles.findings}>
      {wrong.length > 0 ? <Note tone="bad" title={text.messages.blocks_sending}><ul>{wrong.map((one, i) => <Line key={`${one.key}:${i}`} finding={one} />)}</ul></Note> : null}
      {odd.length > 0 ? <Note tone="warn" title={text.messages.warning}><ul>{odd.map((one, i) => <Line key={`${one.key}:${i}`} finding={one} />)}</ul></Note> : null}
    </section>
  )
}
