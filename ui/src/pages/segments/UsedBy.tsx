// What is built on a segment, each with the way there.
import { Link } from '@tanstack/react-router'
import type { SegmentUse } from '../../client/segment_types'
import { usePlace } from '../../client/session'
import { useWords } from '../../locales'
import styles from './Segments.module.css'

function Name({ use: { kind, id, name } }: { use: SegmentUse }) {
  const { shop } = usePlace()
  switch (kind) {
    case 'segment': return <Link to="/shops/$shop/segments/$segment" params={{ shop: shop.id, segment: id }}>{name}</Link>
    case 'journey': return <Link to="/shops/$shop/journeys/$journey" params={{ shop: shop.id, journey: id }}>{name}</Link>
    case 'campaign': return <Link to="/shops/$shop/campaigns/$campaign" params={{ shop: shop.id, campaign: id }}>{name}</Link>
  }
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
