import { Tooltip } from '@mantine/core'
import type { Segment } from '../../client/segment_types'
import { format_day } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Segments.module.css'

export function KindBadge({ segment: { kind, frozen_day } }: { segment: Segment }) {
  const { text, language } = useWords()
  const words = text.segments
  return (
    <Tooltip label={words.kind_hints[kind]} multiline maw={300}>
      <span className={styles.kind} data-kind={kind}>{kind === 'frozen' && frozen_day ? words.frozen_on(format_day(frozen_day, language)) : words.kinds[kind]}</span>
    </Tooltip>
  )
}
