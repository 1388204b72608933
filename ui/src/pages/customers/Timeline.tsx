// Everything that happened, newest first, one line of time. What is shown of it stands in the URL.
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { kTimelineKinds, timeline_query } from '../../client/customer_queries'
import type { Customer, TimelinePage } from '../../client/customer_types'
import { explain } from '../../client/explain'
import { useMay, usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { format_month } from '../../kit/format'
import { Note } from '../../kit/Note'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import styles from './Customer.module.css'
import { short_day } from './days'
import { Entry } from './Entry'
import { NoteField } from './NoteField'
import { by_month, kinds_in, toggled } from './timeline_months'

function Kinds({ chosen, on_change }: { chosen: readonly string[]; on_change: (kinds: string[]) => void }) {
  const { text } = useWords()
  return (
    <div className={styles.kinds} role="group" aria-label={text.customers.timeline}>
      <button type="button" aria-pressed={chosen.length === 0} onClick={() => on_change([])}>{text.customers.all_kinds}</button>
      {kTimelineKinds.map((kind) => (
        <button key={kind} type="button" data-kind={kind} aria-pressed={chosen.includes(kind)} onClick={() => on_change(toggled(chosen, kind))}>{text.customers.kinds[kind]}</button>
      ))}
    </div>
  )
}

function Entries({ customer, pages }: { customer: Customer; pages: readonly TimelinePage[] }) {
  const { language } = useWords()
  const first = pages[0]
  const currency = { code: first?.currency ?? 'JPY', decimals: first?.currency_decimals ?? 0 }
  return (
    <div className={styles.months}>
      {by_month(pages.flatMap(({ entries }) => entries)).map(({ month, days }) => (
        <section key={month}>
          <h3>{format_month(month, language)}</h3>
          <ol>
            {days.map(({ day, entries }) => entries.map((entry, i) => (
              <Entry key={`${entry.kind}${entry.title}${entry.id}`} customer={customer} entry={entry} currency={currency} day={i === 0 ? short_day(day, language) : ''} />
            )))}
          </ol>
        </section>
      ))}
    </div>
  )
}

export function Timeline({ customer }: { customer: Customer }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const may_serve = useMay('serve')
  const { search, change } = useSearchState()
  const kinds = kinds_in(search['kinds'], kTimelineKinds)
  const query = useInfiniteQuery(timeline_query(shop.id, customer.id, kinds, language))
  const pages = query.data?.pages ?? []
  const empty = query.isSuccess && pages.every(({ entries }) => entries.length === 0)
  return (
    <Card title={text.customers.timeline}>
      {may_serve ? <NoteField customer={customer.id} /> : null}
      <Kinds chosen={kinds} on_change={(next) => change({ kinds: next.join(',') })} />
      {query.isPending ? <div aria-busy="true"><Shimmer height={360} /></div> : null}
      {query.isError ? (
        <Note tone="bad" title={text.errors.title} actions={<Button size="xs" variant="default" onClick={() => void query.refetch()}>{text.actions.retry}</Button>}>
          {explain(query.error, text)}
        </Note>
      ) : null}
      {empty ? <p className={styles.soft}>{kinds.length > 0 ? text.customers.timeline_empty_kinds : text.customers.timeline_empty}</p> : null}
      <Entries customer={customer} pages={pages} />
      {query.hasNextPage
        ? <Button variant="default" fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{text.customers.older}</Button>
        : query.isSuccess && !empty ? <p className={styles.beginning}>{text.customers.timeline_begin}</p> : null}
    </Card>
  )
}
