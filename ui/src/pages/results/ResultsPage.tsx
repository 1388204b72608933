// 成果: what all journeys and campaigns together changed, whom it is measured with, and the way to each one's result.
import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { global_holdout_query, global_result_query } from '../../client/holdout_queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { format_day, format_time } from '../../kit/format'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { EachResult } from './EachResult'
import { GoalDays } from './GoalDays'
import { HoldoutCard } from './HoldoutCard'
import { ResultParts } from './ResultParts'
import styles from './Results.module.css'

export function ResultsPage() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search } = useSearchState()
  const holdout = useQuery(global_holdout_query(shop.id, language))
  const question = { from: search['from'], to: search['to'], goal_days: search['goal_days'] }
  const query = useQuery(global_result_query(shop.id, question, language))
  const words = text.results.all
  const result = query.data ?? null
  const when = (at: string) => format_time(at, shop.time_zone, language)
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{words.title}</Title>
          <p className={styles.soft}>{result ? `${text.results.as_of(format_day(result.as_of, language))} · ${words.since(when(result.since))}` : words.lead}</p>
        </div>
        {result ? <GoalDays told={result.goal_days} /> : null}
      </header>
      {result?.until ? <Note>{words.until(when(result.until))}</Note> : null}
      <QueryPanel query={query} is_empty={(found) => found === null} empty={null}>{(found) => (found ? <ResultParts result={found} /> : null)}</QueryPanel>
      <QueryPanel query={holdout}>{(setting) => <HoldoutCard key={`${setting.permille}:${setting.drawn_at}`} holdout={setting} />}</QueryPanel>
      <EachResult />
    </div>
  )
}
