// A word of the trade: a dotted underline says that its definition is one hover or focus away.
import { Tooltip } from '@mantine/core'
import styles from './kit.module.css'

export function Term({ title, description }: { title: string; description?: string | undefined }) {
  if (!description) return <span>{title}</span>
  return (
    <Tooltip label={description} multiline maw={340} events={{ hover: true, focus: true, touch: true }} withArrow>
      <span className={styles.term}>{title}</span>
    </Tooltip>
  )
}
