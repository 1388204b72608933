// One customer: who it is, where they stand, what is out of the ordinary, what happened and what became of the money.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { customer_query } from '../../client/customer_queries'
import type { Customer } from '../../client/customer_types'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { Note } from '../../kit/Note'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { Consents } from './Consents'
import { Contact } from './Contact'
import styles from './Customer.module.css'
import { Glance } from './Glance'
import { Orders } from './Orders'
import { RhythmRuler } from './RhythmRuler'
import { Tags } from './Tags'
import { Timeline } from './Timeline'

const kViews = ['timeline', 'orders', 'person'] as const

function Signals({ customer }: { customer: Customer }) {
  const { text } = useWords()
  if (customer.signals.length === 0) return null
  return (
    <section className={styles.signals} aria-label={text.customers.signals}>
      <h2>{text.customers.signals}</h2>
      <ul>{customer.signals.map(({ key, message }) => <li key={key + message}>{message}</li>)}</ul>
    </section>
  )
}

function Head({ customer }: { customer: Customer }) {
  const { text } = useWords()
  return (
    <header>
      <div className={styles.person}>
        <h1 className={customer.name ? '' : styles.nameless}>{customer.name || text.customers.unknown_name}</h1>
        {customer.name_kana ? <span className={styles.kana}>{customer.name_kana}</span> : null}
        <span className={styles.soft}>{text.customers.number(customer.number)}{customer.channel ? ` · ${customer.channel}` : ''}</span>
        <Tags customer={customer} />
      </div>
    </header>
  )
}

function Content({ customer }: { customer: Customer }) {
  const { text } = useWords()
  const { search, change } = useSearchState()
  const view = kViews.find((one) => one === search['view']) ?? 'timeline'
  return (
    <div className={styles.page}>
      <Head customer={customer} />
      {customer.masked ? <Note>{text.who.masked}</Note> : null}
      <div className={styles.top}>
        <Glance standing={customer.standing} />
        <RhythmRuler standing={customer.standing} />
      </div>
      <Signals customer={customer} />
      <SegmentedControl
        fullWidth className={styles.views ?? ''} value={view} aria-label={text.customers.view} data={kViews.map((value) => ({ value, label: text.customers.views[value] ?? value }))}
        onChange={(next) => change({ view: next === 'timeline' ? null : next })}
      />
      <div className={styles.body} data-view={view}>
        <div className={styles.timeline}><Timeline customer={customer} /></div>
        <div className={styles.orders}><Orders customer={customer} /></div>
        <div className={styles.side}>
          <Contact customer={customer} />
          <Consents customer={customer} />
        </div>
      </div>
    </div>
  )
}

export function CustomerPage({ id }: { id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const query = useQuery(customer_query(shop.id, id, language))
  return (
    <div>
      <Link to="/shops/$shop/customers" params={{ shop: shop.id }} className={styles.back}>← {text.customers.back}</Link>
      <QueryPanel query={query} skeleton={<div className={styles.page}><Shimmer height={64} /><Shimmer height={130} /><Shimmer height={480} /></div>}>
        {(customer) => <Content key={customer.id} customer={customer} />}
      </QueryPanel>
    </div>
  )
}
