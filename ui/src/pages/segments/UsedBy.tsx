// What is built on a segment, each with the way there.
import { Link } from '@tanstack/react-router'
import type { SegmentUse } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { useWords } from '../../locales'
import styles from './Segments.module.css'

function Name({ use }: { use: SegmentUse }) {
  const { shop } = usePlace()
  if (use.kind === 'segment') return <Link to="/shops/$shop/segments/$segment" params={{ shop: shop.id, segment: use.id }}>{use.name}</Link>
  if (use.kind === 'journey') return <Link to="/shops/$shop/journeys/$journey" params={{ shop: shop.id, journey: use.id }}>{use.name}</Link>
  return <span>{use.name}</span>
}

export function UsedBy({ uses }: { uses: readonly SegmentUse[] }) {
  const { text } = useWords()
  return (
    <>
      {uses.map((use) => (
        <span key={use.kind + use.id} className={styles.use}><small>{text.segments.uses[use.kind] ?? use.kind}</small> <Name use={use} /></span>
      ))}
    </>
  )
}
