// The lane of those who walk the same way and get nothing: how many there are, and what the difference to the others tells.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { result_query } from '../../../client/campaign_queries'
import type { CampaignResult } from '../../../client/campaign_types'
import { condition_count_query } from '../../../client/segment_queries'
import { quoted } from '../../../client/segment_condition'
import { usePlace } from '../../../client/session'
import { format_count } from '../../../kit/format'
import { useWords } from '../../../locales'
import { currency_of, signed } from '../../../client/result_figures'
import { verdict_of } from '../../../client/verdict'
import { useEditor } from '../editor/editor_context'
import styles from './Canvas.module.css'

const held_out_of = (name: string) => `journeys(journey = ${quoted(name)} and arm = holdout)`

function Profit({ result }: { result: CampaignResult }) {
  const { text } = useWords()
  const verdict = verdict_of(result)
  if (verdict.kind === 'nothing') return null
  const { effect } = verdict
  const currency = currency_of(result)
  return (
    <span className={styles.lane_profit} data-verdict={verdict.kind}>
      {verdict.kind === 'raises' || verdict.kind === 'lowers' ? text.journeys.lane.profit(signed(effect.per_customer, effect, currency, text)) : text.journeys.lane.undecided}
    </span>
  )
}

export function HeldOutLane({ words }: { words: string }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { journey } = useEditor()
  const begun = journey.state !== 'draft'
  const count = useQuery(condition_count_query(shop.id, begun ? { condition: held_out_of(journey.name) } : null, language)).data
  const result = useQuery({ ...result_query(shop.id, 'journeys', journey.id, {}, language), enabled: begun }).data
  if (!begun) return <div className={styles.held_out}>{words}</div>
  return (
    <Link to="/shops/$shop/journeys/$journey/result" params={{ shop: shop.id, journey: journey.id }} className={`${styles.held_out} nodrag nopan`}>
      <span>{words}</span>
      {count ? <b>{text.journeys.lane.people(format_count(count.customers))}</b> : null}
      {result ? <Profit result={result} /> : null}
      <span>{text.journeys.editor.result} →</span>
    </Link>
  )
}
