// Whether customers get the words as they stand here.
import { Tooltip } from '@mantine/core'
import type { Template } from '../../client/message_types'
import { usePlace } from '../../client/session'
import { words_state } from '../../client/words_state'
import { format_time } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Messages.module.css'

export function WordsBadge({ template }: { template: Template }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const state = words_state(template)
  const { words, words_hints } = text.messages
  const at = template.published_at ? format_time(template.published_at, shop.time_zone, language) : ''
  return (
    <Tooltip label={words_hints[state](at)} multiline maw={320}>
      <span className={styles.words} data-state={state} tabIndex={0}>{words[state]}</span>
    </Tooltip>
  )
}
