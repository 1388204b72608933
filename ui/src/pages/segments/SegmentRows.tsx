import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Segment } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { format_count, kMissing } from '../../kit/format'
import { useWalkKeys } from '../../kit/useWalkKeys'
import { useWords } from '../../locales'
import { KindBadge } from './KindBadge'
import styles from './Segments.module.css'
import { UsedBy } from './UsedBy'

function Moved({ segment }: { segment: Segment }) {
  const { text } = useWords()
  const words = text.segments
  if (segment.kind === 'frozen') return <span className={styles.soft}>{words.unused}</span>
  return (
    <span className={styles.moved}>
      <Tooltip label={words.entered_hint}><span data-some={segment.entered_7d > 0 || undefined}>{words.entered(format_count(segment.entered_7d))}</span></Tooltip>
      <Tooltip label={words.left_hint}><span data-some={segment.left_7d > 0 || undefined}>{words.left(format_count(segment.left_7d))}</span></Tooltip>
    </span>
  )
}

export function SegmentRows({ segments }: { segments: readonly Segment[] }) {
  const { text } = useWords()
  const list = useWalkKeys<HTMLDivElement>({ stops: '[data-stop]' })
  const { shop } = usePlace()
  const { columns } = text.segments
  return (
    <div className={styles.rows} ref={list}>
      <table className={`${styles.table} ${styles.list}`} aria-label={text.segments.title}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col" className={styles.numeric}>{columns.customers}</th>
            <th scope="col" className={styles.numeric}>{columns.moved}</th>
            <th scope="col">{columns.used_by}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <tr key={segment.id}>
              <td className={styles.what}>
                <Link to="/shops/$shop/segments/$segment" params={{ shop: shop.id, segment: segment.id }} className={styles.name} data-stop>{segment.name}</Link>
                <KindBadge segment={segment} />
                <span className={styles.sentence}>{segment.sentence}</span>
              </td>
              <td className={`${styles.numeric} ${styles.total}`}>{segment.customers === null ? kMissing : format_count(segment.customers)}</td>
              <td className={styles.numeric}><Moved segment={segment} /></td>
              <td className={styles.uses}>{segment.used_by.length > 0 ? <UsedBy uses={segment.used_by} /> : <span className={styles.soft}>{text.segments.unused}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
