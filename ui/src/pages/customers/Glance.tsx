// Where the customer stands, in the figures people know: stage, recency, money, RFM and CPM.
import type { ReactNode } from 'react'
import type { Standing } from '../../client/customer_types'
import { days_between } from './rhythm'
import { format_count, format_day, format_money, type Currency } from '../../kit/format'
import { Term } from '../../kit/Term'
import { useWords } from '../../locales'
import styles from './Customer.module.css'

interface FigureProps {
  title: string
  hint?: string
  note?: ReactNode
  children: ReactNode
}

function Figure({ title, hint, note, children }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt><Term title={title} description={hint} /></dt>
      <dd className={styles.value}>{children}</dd>
      {note ? <dd className={styles.soft}>{note}</dd> : null}
    </div>
  )
}

export function Glance({ standing }: { standing: Standing }) {
  const { text, language } = useWords()
  const words = text.customers
  const currency: Currency = { code: standing.currency, decimals: standing.currency_decimals }
  const { purchases, first_day, last_day, as_of, rfm, cpm } = standing
  const ago = last_day && as_of ? days_between(last_day, as_of) : null
  return (
    <section className={styles.glance} aria-label={words.glance}>
      <dl>
        <Figure title={words.stage} hint={words.stage_hint} note={first_day ? words.since(format_day(first_day, language)) : null}>
          <b className={styles.stage}>{words.stage_value(purchases)}</b>
        </Figure>
        <Figure title={words.last_purchase} note={last_day ? format_day(last_day, language) : null}>
          {ago === null ? words.none : ago === 0 ? words.on_the_day : words.days_ago(format_count(ago))}
        </Figure>
        <Figure title={words.net} hint={words.net_hint} note={words.orders_count(format_count(standing.orders))}>{format_money(standing.net, currency)}</Figure>
        <Figure
          title={words.margin} hint={words.margin_hint}
          note={standing.sales_without_cost > 0 ? words.margin_part(format_money(standing.sales_without_cost, currency)) : null}
        >
          {format_money(standing.margin, currency)}
        </Figure>
        <Figure title={words.rfm} hint={words.rfm_hint}>{rfm ? words.rfm_value(rfm.r, rfm.f, rfm.m) : words.none}</Figure>
        <Figure title={words.cpm} hint={words.cpm_hint} note={cpm ? (cpm.active ? words.active : words.left) : null}>{cpm?.title ?? words.none}</Figure>
      </dl>
      {as_of ? <p className={styles.soft}>{words.as_of(format_day(as_of, language))}</p> : null}
    </section>
  )
}
