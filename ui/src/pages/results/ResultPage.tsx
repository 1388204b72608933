// What a journey or a campaign brought: first the sentence, then what it rests on.
import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { campaign_query, result_query, type ResultOf } from '../../client/campaign_queries'
import { journey_query } from '../../client/journey_queries'
import type { Definition } from '../../client/journey_types'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { format_day } from '../../kit/format'
import { useWords } from '../../locales'
import { GoalDays } from './GoalDays'
import { ResultParts } from './ResultParts'
import styles from './Results.module.css'
import { Way } from './Way'

function goal_days_of(definition: Definition | undefined): number | null {
  const goal = definition?.['goal']
  const days = typeof goal === 'object' && goal !== null && !Array.isArray(goal) ? goal['days'] : null
  return typeof days === 'number' ? days : null
}

function useSubject(of: ResultOf, id: Id): { name: string; goal_days: number | null } {
  const { language } = useWords()
  const { shop } = usePlace()
  const journey = useQuery({ ...journey_query(shop.id, id, language), enabled: of === 'journeys' })
  const campaign = useQuery({ ...campaign_query(shop.id, id), enabled: of === 'campaigns' })
  if (of === 'campaigns') return { name: campaign.data?.name ?? '', goal_days: null }
  return { name: journey.data?.name ?? '', goal_days: goal_days_of(journey.data?.published_definition ?? journey.data?.definition) }
}

export function ResultPage({ of, id }: { of: ResultOf; id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search } = useSearchState()
  const { name, goal_days } = useSubject(of, id)
  const question = { from: search['from'], to: search['to'], goal_days: search['goal_days'] }
  const query = useQuery(result_query(shop.id, of, id, question, language))
  return (
    <div className={styles.page}>
      <Way of={of} id={id} />
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{name === '' ? text.results.title : text.results.of(name)}</Title>
          <p className={styles.soft}>
            {query.data ? text.results.as_of(format_day(query.data.as_of, language)) : ' '}
            {query.data?.from && query.data.to ? ` · ${text.results.period(format_day(query.data.from, language), format_day(query.data.to, language))}` : ''}
          </p>
        </div>
        <GoalDays told={query.data?.goal_days} own={goal_days} />
      </header>
      <QueryPanel query={query}>{(result) => <ResultParts result={result} />}</QueryPanel>
    </div>
  )
}
