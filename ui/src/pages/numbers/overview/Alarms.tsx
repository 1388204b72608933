// What is not as usual, in sentences, each with the way to where it shows; or that nothing is.
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { analysis_query } from '../../../client/queries'
import { usePlace } from '../../../client/session'
import type { Descriptor } from '../../../client/types'
import { common_of, type Search } from '../../../filters/search'
import { format_count, format_money_short, format_rate } from '../../../kit/format'
import { DoneIcon, WarningIcon } from '../../../kit/icons'
import { useWords } from '../../../locales'
import type { Alarm } from './alarms'
import { last_full_month } from './months'
import styles from './Overview.module.css'
import { asked_by, kWatchers } from './watchers'

interface AlarmsProps {
  descriptors: readonly Descriptor[]
  search: Search
  as_of: string
}

export function Alarms({ descriptors, search, as_of }: AlarmsProps) {
  const { language, text } = useWords()
  const { shop } = usePlace()
  const span = last_full_month(as_of)
  const watched = kWatchers.filter(({ analysis }) => descriptors.some(({ name }) => name === analysis))
  const answers = useQueries({ queries: watched.map((watcher) => analysis_query(shop.id, watcher.analysis, asked_by(watcher, search, span), language)) })
  const currency = { code: shop.currency, decimals: shop.currency_decimals }
  const sentence = ({ name, figures }: Alarm): string => {
    const of = (figure: string) => figures[figure] ?? 0
    const words = text.overview.alarms
    if (name === 'overdue') return words.overdue(String(of('days')), format_count(of('orders')), format_money_short(of('amount'), currency, language))
    if (name === 'gone_quiet') return words.gone_quiet(format_count(of('customers')), format_money_short(of('amount'), currency, language))
    if (name === 'below_cpo') return words.below_cpo(of('groups'))
    return words[name](format_rate(of('rate')), format_rate(of('was')))
  }
  const found = watched.flatMap((watcher, i) => {
    const result = answers[i]?.data
    const alarm = result ? watcher.read(result, span) : null
    return alarm ? [{ watcher, alarm }] : []
  })
  if (found.length === 0) {
    // Nothing is said to be in order that was not looked at.
    const all_answered = watched.length > 0 && answers.every(({ data, isError }) => data !== undefined && !isError)
    if (!all_answered) return null
    return <p className={styles.calm}><DoneIcon size={18} />{text.overview.calm(watched.map(({ name }) => text.overview.watched[name]).join(text.overview.and))}</p>
  }
  return (
    <ul className={styles.alarms} aria-label={text.overview.alarms_label}>
      {found.map(({ watcher, alarm }) => (
        <li key={watcher.name}>
          <Link to="/shops/$shop/numbers/$analysis" params={{ shop: shop.id, analysis: watcher.analysis }} search={{ ...common_of(search), ...watcher.own }} className={styles.alarm}>
            <WarningIcon size={18} /><span>{sentence(alarm)}</span><span aria-hidden="true">→</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
