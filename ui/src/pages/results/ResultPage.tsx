// What a journey or a campaign brought: first the sentence, then what it rests on.
import { NumberInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { campaign_query, result_query, type ResultOf } from '../../client/campaign_queries'
import type { CampaignResult } from '../../client/campaign_types'
import { journey_query } from '../../client/journey_queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { format_count, format_day } from '../../kit/format'
import { useWords } from '../../locales'
import { Arms } from './Arms'
import { Effects } from './Effects'
import { Headline } from './Headline'
import styles from './Results.module.css'
import { Way } from './Way'
import { Weeks } from './Weeks'

const kGoalDays = 30
const kGoalDaysMost = 365

function useName(of: ResultOf, id: Id): string {
  const { language } = useWords()
  const { shop } = usePlace()
  const journey = useQuery({ ...journey_query(shop.id, id, language), enabled: of === 'journeys' })
  const campaign = useQuery({ ...campaign_query(shop.id, id), enabled: of === 'campaigns' })
  return (of === 'journeys' ? journey.data?.name : campaign.data?.name) ?? ''
}

function Basis({ result }: { result: CampaignResult }) {
  const { text } = useWords()
  return (
    <Card title={text.results.definition}>
      <p className={styles.words}>{result.definition}</p>
      <h3 className={styles.subhead}>{text.results.left_out}</h3>
      {result.left_out.length === 0 ? <p className={styles.words}>{text.results.nothing_left_out}</p> : (
        <ul className={styles.list}>{result.left_out.map(({ reason, message, customers }) => <li key={reason}>{text.results.left_out_line(message, format_count(customers))}</li>)}</ul>
      )}
      {result.assumptions.length > 0 ? (
        <>
          <h3 className={styles.subhead}>{text.results.assumptions}</h3>
          <ul className={styles.list}>{result.assumptions.map(({ key, message }) => <li key={key}>{message}</li>)}</ul>
        </>
      ) : null}
    </Card>
  )
}

export function ResultPage({ of, id }: { of: ResultOf; id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const name = useName(of, id)
  const question = { from: search['from'], to: search['to'], goal_days: search['goal_days'] }
  const query = useQuery(result_query(shop.id, of, id, question, language))
  return (
    <div className={styles.page}>
      <Way of={of} id={id} />
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{name === '' ? text.results.title : text.results.of(name)}</Title>
          <p className={styles.soft}>
            {query.data ? text.results.as_of(format_day(query.data.as_of, language)) : ' '}
            {query.data?.from && query.data.to ? ` · ${text.results.period(format_day(query.data.from, language), format_day(query.data.to, language))}` : ''}
          </p>
        </div>
        <NumberInput
          w={260} size="sm" label={text.results.goal_days} min={1} max={kGoalDaysMost} allowDecimal={false} value={Number(search['goal_days']) || query.data?.goal_days || kGoalDays}
          onChange={(days) => change({ goal_days: typeof days === 'number' && days >= 1 && days <= kGoalDaysMost ? String(days) : null })}
        />
      </header>
      <QueryPanel query={query}>
        {(result) => (
          <div className={styles.parts}>
            <Headline result={result} />
            {result.effects.length > 0 ? <Effects result={result} /> : null}
            {result.arms.treated.customers + result.arms.holdout.customers > 0 ? <Arms result={result} /> : null}
            {result.weeks.length > 0 ? <Weeks result={result} /> : null}
            <Basis result={result} />
          </div>
        )}
      </QueryPanel>
    </div>
  )
}
