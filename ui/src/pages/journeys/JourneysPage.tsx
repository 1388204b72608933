// シナリオ: what reaches customers by itself, and how many are under way.
import { Button, Group, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { journeys_query } from '../../client/journey_queries'
import type { JourneyRow } from '../../client/journey_types'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import { Empty } from '../../kit/Empty'
import { format_count } from '../../kit/format'
import { Note } from '../../kit/Note'
import { WalkedList } from '../../kit/WalkedList'
import { useWords } from '../../locales'
import styles from './Journeys.module.css'
import { StateBadge } from './StateBadge'

function Figure({ title, value }: { title: string; value: number }) {
  return (
    <div className={styles.figure}>
      <dt>{title}</dt>
      <dd>{format_count(value)}</dd>
    </div>
  )
}

function Row({ journey }: { journey: JourneyRow }) {
  const { text } = useWords()
  const { shop } = usePlace()
  return (
    <li className={styles.row}>
      <div className={styles.row_words}>
        <h2>
          <Link to="/shops/$shop/journeys/$journey" params={{ shop: shop.id, journey: journey.id }}>{journey.name}</Link>
          <StateBadge state={journey.state} />
          {journey.draft && journey.state !== 'draft' ? <span className={styles.soft}>{text.journeys.unpublished}</span> : null}
        </h2>
        <p className={styles.soft}>{journey.entry}</p>
      </div>
      <dl className={styles.figures}>
        <Figure title={text.journeys.waiting} value={journey.waiting} />
        <Figure title={text.journeys.entered} value={journey.entered} />
        <Figure title={text.journeys.ended} value={journey.ended} />
      </dl>
    </li>
  )
}

function NoJourneys({ may_manage }: { may_manage: boolean }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const actions = (
    <Group justify="center">
      <Button renderRoot={(props) => <Link to="/shops/$shop/journeys/new" params={{ shop: shop.id }} search={{ from: 'proposal' }} {...props} />}>
        {text.journeys.empty_propose}
      </Button>
      <Button variant="default" renderRoot={(props) => <Link to="/shops/$shop/journeys/new" params={{ shop: shop.id }} search={{ from: 'template' }} {...props} />}>
        {text.journeys.empty_templates}
      </Button>
    </Group>
  )
  return <Empty title={text.journeys.empty_title} action={may_manage ? actions : <Note>{text.journeys.editor.read_only}</Note>}>{text.journeys.empty_text}</Empty>
}

export function JourneysPage() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const query = useQuery(journeys_query(shop.id, language))
  const some = (query.data?.length ?? 0) > 0
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{text.journeys.title}</Title>
          <p className={styles.soft}>{text.journeys.lead}</p>
        </div>
        {may_manage && some ? (
          <Button renderRoot={(props) => <Link to="/shops/$shop/journeys/new" params={{ shop: shop.id }} {...props} />}>{text.journeys.create}</Button>
        ) : null}
      </header>
      <QueryPanel query={query} is_empty={(rows) => rows.length === 0} empty={<NoJourneys may_manage={may_manage} />}>
        {(rows) => <WalkedList className={styles.rows}>{rows.map((journey) => <Row key={journey.id} journey={journey} />)}</WalkedList>}
      </QueryPanel>
    </div>
  )
}
