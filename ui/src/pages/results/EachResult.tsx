// The way to the result of every journey and campaign that has begun.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { campaigns_query } from '../../client/campaign_queries'
import type { Campaign } from '../../client/campaign_types'
import { journeys_query } from '../../client/journey_queries'
import type { JourneyRow } from '../../client/journey_types'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import { Card } from '../../kit/Card'
import { format_count } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Results.module.css'

function Line({ children, state, figure }: { children: ReactNode; state: string; figure: string }) {
  return (
    <li className={styles.each}>
      <span className={styles.each_name}>{children}</span>
      <span className={styles.soft}>{state}</span>
      <span className={styles.each_figure}>{figure}</span>
    </li>
  )
}

function Lines({ journeys, campaigns }: { journeys: readonly JourneyRow[]; campaigns: readonly Campaign[] }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = text.results.each
  if (journeys.length + campaigns.length === 0) return <p className={styles.words}>{words.empty}</p>
  return (
    <ul className={styles.eaches}>
      {journeys.map(({ id, name, state, entered }) => (
        <Line key={id} state={`${text.sections.journeys} · ${text.journeys.states[state]}`} figure={words.entered(format_count(entered))}>
          <Link to="/shops/$shop/journeys/$journey/result" params={{ shop: shop.id, journey: id }}>{name}</Link>
        </Line>
      ))}
      {campaigns.map(({ id, name, state, counts }) => (
        <Line key={id} state={`${text.sections.campaigns} · ${text.campaigns.states[state]}`} figure={words.sent(format_count(counts.sent ?? 0))}>
          <Link to="/shops/$shop/campaigns/$campaign/result" params={{ shop: shop.id, campaign: id }}>{name}</Link>
        </Line>
      ))}
    </ul>
  )
}

const begun = <T extends { state: string }>(all: readonly T[]): T[] => all.filter(({ state }) => state !== 'draft')

export function EachResult() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const journeys = useQuery(journeys_query(shop.id, language))
  const campaigns = useQuery(campaigns_query(shop.id))
  return (
    <Card title={text.results.each.title} note={text.results.each.note}>
      <QueryPanel query={journeys}>
        {(drawn) => <QueryPanel query={campaigns}>{(made) => <Lines journeys={begun(drawn)} campaigns={begun(made)} />}</QueryPanel>}
      </QueryPanel>
    </Card>
  )
}
