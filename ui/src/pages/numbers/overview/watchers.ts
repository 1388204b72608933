// What is watched: of which analysis it is asked, and how its answer is read. Where the server has no such analysis nothing is
// watched.
import type { Query } from '../../../client/http'
import type { Result } from '../../../client/types'
import { question_of, type Search } from '../../../filters/search'
import { below_cpo, gone_quiet, overdue, returns_rose, shipment_fell, type Alarm, type AlarmName } from './alarms'
import type { MonthSpan } from './months'

export interface Watcher {
  name: AlarmName
  analysis: string
  own: Search // parameters of the analysis, which its page is opened with
  period: boolean // asked of the last thirteen months only
  read: (result: Result, span: MonthSpan) => Alarm | null
}

export const kWatchers: readonly Watcher[] = [
  { name: 'shipment_fell', analysis: 'order_to_cash', own: { by: 'month' }, period: true, read: shipment_fell },
  { name: 'overdue', analysis: 'payment_delay', own: {}, period: false, read: overdue },
  { name: 'below_cpo', analysis: 'ltv_levers', own: { by: 'source' }, period: false, read: below_cpo },
  { name: 'gone_quiet', analysis: 'churn_signal', own: {}, period: false, read: gone_quiet },
  { name: 'returns_rose', analysis: 'net_sales', own: {}, period: true, read: returns_rose },
]

export function asked_by({ own, period }: Watcher, search: Search, span: MonthSpan): Query {
  return { ...question_of(search), ...own, ...(period ? { from: span.from, to: span.to } : {}) }
}
