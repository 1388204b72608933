// One thing that happened.
import { Link } from '@tanstack/react-router'
import type { Customer, TimelineEntry } from '../../client/customer_types'
import { usePlace } from '../../client/session'
import { format_money, format_time, type Currency } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Customer.module.css'
import { Evidence } from './Evidence'
import { NoteEntry } from './NoteEntry'

// Where it is told in full, if there is such a page.
function Title({ entry: { title, link } }: { entry: TimelineEntry }) {
  const { shop } = usePlace()
  switch (link?.resource) {
    case 'import': return <Link to="/shops/$shop/import/$run" params={{ shop: shop.id, run: link.id }}>{title}</Link>
    case 'journey': return <Link to="/shops/$shop/journeys/$journey" params={{ shop: shop.id, journey: link.id }}>{title}</Link>
    default: return <span>{title}</span>
  }
}

interface EntryProps {
  customer: Customer
  entry: TimelineEntry
  currency: Currency
  day: string // '' below another entry of the same day
}

export function Entry({ customer, entry, currency, day }: EntryProps) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const clock = entry.at ? format_time(entry.at, shop.time_zone, language).slice(-5) : ''
  return (
    <li className={styles.entry} data-kind={entry.kind} data-new-day={day !== '' || undefined}>
      <span className={styles.day}>{day}</span>
      <span className={styles.dot} aria-hidden="true" />
      <div className={styles.what}>
        <p className={styles.entry_title}>
          <Title entry={entry} />
          {clock ? <span className={styles.soft}>{clock}</span> : null}
        </p>
        {entry.kind === 'note' ? <NoteEntry customer={customer} entry={entry} /> : null}
        {entry.kind !== 'note' && entry.text ? <p className={styles.entry_text}>{entry.kind === 'consent' ? <Evidence text={entry.text} /> : entry.text}</p> : null}
        {entry.kind === 'consent' && customer.masked ? <p className={styles.soft}>{text.customers.note_hidden}</p> : null}
      </div>
      {entry.amount === null ? null : <span className={styles.entry_money} data-loss={entry.amount < 0 || undefined}>{format_money(entry.amount, currency)}</span>}
    </li>
  )
}
