// お客さま: everybody, found while typing.
import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { customer_list_query } from '../../client/customer_queries'
import type { CustomerList } from '../../client/customer_types'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { Empty } from '../../kit/Empty'
import { format_count, format_day } from '../../kit/format'
import { useKeys } from '../../kit/keys'
import { Note } from '../../kit/Note'
import { Pager } from '../../kit/Pager'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { CustomerRows, row_id } from './CustomerRows'
import styles from './Customers.module.css'
import { Filters } from './Filters'
import { is_filtered, kEverybody, question_of } from './list_search'
import { SearchField } from './SearchField'

function Nobody({ words, filtered, on_reset }: { words: string; filtered: boolean; on_reset: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  if (words === '' && !filtered) {
    return (
      <Empty
        title={text.customers.empty_title}
        action={<Button renderRoot={(props) => <Link to="/shops/$shop/import" params={{ shop: shop.id }} {...props} />}>{text.customers.empty_action}</Button>}
      >
        {text.customers.empty_text}
      </Empty>
    )
  }
  return (
    <div className={styles.nobody} role="status">
      <h2>{text.customers.nothing_title}</h2>
      <p>{words === '' ? text.customers.nothing_filters : text.customers.nothing_words(words)}</p>
      <Button variant="default" onClick={on_reset}>{text.customers.reset}</Button>
    </div>
  )
}

function Head({ list }: { list: CustomerList | undefined }) {
  const { text, language } = useWords()
  return (
    <header className={styles.head}>
      <Title order={1} size="h3">{text.customers.title}</Title>
      <p className={styles.soft} aria-live="polite">
        {list ? <b className={styles.count}>{text.customers.count(format_count(list.rows_total))}</b> : null}
        {list?.as_of ? <span>{text.customers.as_of(format_day(list.as_of, language))}</span> : null}
      </p>
    </header>
  )
}

export function CustomersPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_see = useMay('personal_data')
  const navigate = useNavigate()
  const { search, change } = useSearchState()
  const query = useQuery(customer_list_query(shop.id, question_of(search)))
  const [moved, set_moved] = useState({ list: query.data, chosen: -1 })
  const chosen = moved.list === query.data ? moved.chosen : -1 // another answer, another choice
  const rows = query.data?.customers ?? []
  const words = search['words'] ?? ''
  const move = (step: number) => set_moved({ list: query.data, chosen: Math.max(-1, Math.min(rows.length - 1, chosen + step)) })
  const open = () => {
    const row = rows[chosen < 0 && rows.length === 1 ? 0 : chosen]
    if (row) void navigate({ to: '/shops/$shop/customers/$customer', params: { shop: shop.id, customer: row.id } })
  }
  const chosen_row = rows[chosen]
  useKeys([
    { combo: 'j', title: text.keys.next_row, run: () => move(1) },
    { combo: 'k', title: text.keys.previous_row, run: () => move(-1) },
    { combo: 'o', title: text.keys.open_row, run: open },
  ])
  return (
    <div className={styles.page}>
      <Head list={query.data} />
      <SearchField
        words={words} masked={!may_see} listed={rows.length > 0} active={chosen_row ? row_id(chosen_row) : undefined}
        on_words={(next) => change({ words: next, page: null })} on_move={move} on_open={open}
      />
      <Filters search={search} on_change={change} />
      {may_see ? null : <Note>{text.customers.masked}</Note>}
      <QueryPanel
        query={query} skeleton={<Shimmer height={560} />} is_empty={({ rows_total }) => rows_total === 0}
        empty={<Nobody words={words} filtered={is_filtered(search)} on_reset={() => change(kEverybody)} />}
      >
        {(list) => (
          <>
            {list.more ? <p className={styles.more} role="status">{text.customers.more(format_count(list.rows_total))}</p> : null}
            <CustomerRows list={list} chosen={chosen} />
            <div className={styles.below}>
              <span className={styles.keys}>{text.customers.searching_keys}</span>
              <Pager page={list.page} page_size={list.page_size} rows_total={list.rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
            </div>
          </>
        )}
      </QueryPanel>
    </div>
  )
}
