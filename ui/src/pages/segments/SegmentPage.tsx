// One segment: its condition to work on, who is in it, who came and went, and what can be done with it.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { QueryPanel } from '../../client/QueryPanel'
import { segment_customers_query, segment_query } from '../../client/segment_queries'
import type { Segment } from '../../client/segment_types'
import { useMay, usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import type { ConditionStart } from '../../conditions/useCondition'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { format_count, kMissing } from '../../kit/format'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { Examples } from './Examples'
import { KindBadge } from './KindBadge'
import { Moves } from './Moves'
import { SaveBar } from './SaveBar'
import { page_in } from './segment_search'
import styles from './Segments.module.css'
import { SegmentTools } from './SegmentTools'
import { UsedBy } from './UsedBy'
import { Workbench } from './Workbench'

const kViews = ['customers', 'moves'] as const
const kPageSize = 50

function Members({ segment }: { segment: Segment }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const query = useQuery(segment_customers_query(shop.id, segment.id, page_in(search), kPageSize, language))
  return <Card title={text.segments.customers}><Examples query={query} reasons={false} on_page={(next) => change({ page: next > 1 ? String(next) : null })} /></Card>
}

function Head({ segment }: { segment: Segment }) {
  const { text } = useWords()
  const words = text.segments
  return (
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>{segment.name} <KindBadge segment={segment} /></h1>
        {segment.used_by.length > 0 ? (
          <p className={styles.soft}>{words.used}: <UsedBy uses={segment.used_by} /></p>
        ) : null}
      </div>
      <SegmentTools segment={segment} />
    </header>
  )
}

function Frozen({ segment }: { segment: Segment }) {
  const { text } = useWords()
  return (
    <>
      <Card>
        <p className={styles.customers}><b>{segment.customers === null ? kMissing : format_count(segment.customers)}</b> {text.units['customers']}</p>
        <p className={styles.frozen_sentence}>{segment.sentence}</p>
      </Card>
      <Members segment={segment} />
    </>
  )
}

function Live({ segment }: { segment: Segment }) {
  const { text } = useWords()
  const may_manage = useMay('manage')
  const { search, change } = useSearchState()
  const view = kViews.find((one) => one === search['view']) ?? 'customers'
  const [generation, set_generation] = useState(0)
  const kept: ConditionStart = segment.form ? { form: segment.form } : { text: segment.condition }
  const [start, set_start] = useState(search['condition'] ? { text: search['condition'] } : kept)
  const discard = () => {
    set_start(kept)
    set_generation(generation + 1)
  }
  const choice = (
    <SegmentedControl
      className={styles.views ?? ''} value={view} aria-label={text.segments.view} data={kViews.map((value) => ({ value, label: text.segments.views[value] ?? value }))}
      onChange={(next) => change({ view: next === 'customers' ? null : next, page: null })}
    />
  )
  return (
    <Workbench
      key={generation} start={start} saved={segment.condition} choice={choice}
      aside={(state) => (may_manage ? <SaveBar segment={segment} state={state} on_discard={discard} /> : null)}
      below={view === 'moves' ? <Card title={text.segments.views['moves'] ?? ''}><Moves id={segment.id} /></Card> : undefined}
    />
  )
}

export function SegmentPage({ id }: { id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const query = useQuery(segment_query(shop.id, id, language))
  return (
    <div>
      <Link to="/shops/$shop/segments" params={{ shop: shop.id }} className={styles.back}>← {text.segments.back}</Link>
      <QueryPanel query={query} skeleton={<div className={styles.page}><Shimmer height={60} /><Shimmer height={420} /></div>}>
        {(segment) => (
          <div className={styles.page} key={segment.id}>
            <Head segment={segment} />
            {segment.kind === 'frozen' ? <Frozen segment={segment} /> : <Live segment={segment} />}
          </div>
        )}
      </QueryPanel>
    </div>
  )
}
