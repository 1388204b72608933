// A new journey: out of the shop's own numbers, from a template, or from nothing.
import { SegmentedControl, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay, usePlace } from '../../../client/session'
import { useSearchState } from '../../../filters/useSearchState'
import { Note } from '../../../kit/Note'
import { useWords } from '../../../locales'
import styles from '../Journeys.module.css'
import { Blank } from './Blank'
import { Proposal } from './Proposal'
import { Templates } from './Templates'

const kWays = ['proposal', 'template', 'blank'] as const
type Way = (typeof kWays)[number]

export function NewJourneyPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const may_manage = useMay('manage')
  const way: Way = kWays.find((one) => one === search['from']) ?? 'proposal'
  return (
    <div className={styles.page}>
      <Link to="/shops/$shop/journeys" params={{ shop: shop.id }} className={styles.back}>← {text.journeys.back}</Link>
      <header className={styles.head}>
        <Title order={1} size="h3">{text.journeys.new.title}</Title>
        <SegmentedControl
          aria-label={text.journeys.new.ways_label} value={way} onChange={(from) => change({ from })}
          data={kWays.map((one) => ({ value: one, label: text.journeys.new.ways[one] ?? one }))}
        />
      </header>
      {may_manage ? (
        <>
          {way === 'proposal' ? <Proposal /> : null}
          {way === 'template' ? <Templates /> : null}
          {way === 'blank' ? <Blank /> : null}
        </>
      ) : <Note>{text.journeys.editor.read_only}</Note>}
    </div>
  )
}
