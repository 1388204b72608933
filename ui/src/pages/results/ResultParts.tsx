// A result from its sentence to what it rests on, whatever it is the result of.
import type { CampaignResult } from '../../client/campaign_types'
import { Card } from '../../kit/Card'
import { format_count } from '../../kit/format'
import { useWords } from '../../locales'
import { Arms } from './Arms'
import { Effects } from './Effects'
import { Headline } from './Headline'
import styles from './Results.module.css'
import { Weeks } from './Weeks'

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

export function ResultParts({ result }: { result: CampaignResult }) {
  return (
    <div className={styles.parts}>
      <Headline result={result} />
      {result.effects.length > 0 ? <Effects result={result} /> : null}
      {result.arms.treated.customers + result.arms.holdout.customers > 0 ? <Arms result={result} /> : null}
      {result.weeks.length > 0 ? <Weeks result={result} /> : null}
      <Basis result={result} />
    </div>
  )
}
