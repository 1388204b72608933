// The customers found: a table with room for it, cards on a phone. The same rows, one of them chosen by the keyboard.
import { useNavigate } from '@tanstack/react-router'
import { useEffect, type MouseEvent } from 'react'
import { CustomerLink } from '../../client/CustomerLink'
import type { CustomerList, CustomerRow } from '../../client/customer_types'
import { usePlace } from '../../client/session'
import { format_amount, format_count, format_day, format_money, type Currency } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Customers.module.css'
import { StageBadge } from './StageBadge'

export const kListId = 'customer-list'
export const row_id = (row: CustomerRow) => `customer-${row.id}`

function Who({ row }: { row: CustomerRow }) {
  const { text } = useWords()
  return (
    <>
      <span className={styles.name}><CustomerLink id={row.id}>{row.name || row.number}</CustomerLink></span>
      <span className={styles.soft}>
        {row.name_kana ? <span>{row.name_kana}</span> : null}
        {row.name ? <span className={styles.number}>{row.number}</span> : null}
        {row.found_order ? <span className={styles.found}>{text.customers.found_order(row.found_order)}</span> : null}
      </span>
    </>
  )
}

function Quiet({ row }: { row: CustomerRow }) {
  const { text } = useWords()
  if (row.quiet_days === null) return <span className={styles.soft}>{text.customers.no_purchase}</span>
  return <>{row.quiet_days === 0 ? text.customers.on_the_day : text.customers.days_ago(format_count(row.quiet_days))}</>
}

export function CustomerRows({ list, chosen }: { list: CustomerList; chosen: number }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const currency: Currency = { code: list.currency, decimals: list.currency_decimals }
  // The whole row opens; its link keeps what links can do (a new tab, copying the address).
  const open = (row: CustomerRow, event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a')) return
    void navigate({ to: '/shops/$shop/customers/$customer', params: { shop: shop.id, customer: row.id } })
  }
  const chosen_row = list.customers[chosen]
  useEffect(() => {
    if (chosen_row) document.getElementById(row_id(chosen_row))?.scrollIntoView({ block: 'nearest' })
  }, [chosen_row])
  const { columns } = text.customers
  return (
    <div className={styles.rows}>
      <table id={kListId} className={styles.table} aria-label={text.customers.title}>
        <thead>
          <tr>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.stage}</th>
            <th scope="col">{columns.last}</th>
            <th scope="col" className={styles.numeric}>{columns.purchases}<span className={styles.unit}>{text.units['purchases']}</span></th>
            <th scope="col" className={styles.numeric}>{columns.sales}<span className={styles.unit}>{list.currency}</span></th>
            <th scope="col">{columns.contact}</th>
          </tr>
        </thead>
        <tbody>
          {list.customers.map((row, i) => (
            <tr key={row.id} id={row_id(row)} data-chosen={i === chosen || undefined} onClick={(event) => open(row, event)}>
              <td className={styles.who}><Who row={row} /></td>
              <td className={styles.stage}><StageBadge purchases={row.purchases} /></td>
              <td className={styles.last}>
                <Quiet row={row} />
                {row.last_day ? <span className={styles.soft}>{format_day(row.last_day, language)}</span> : null}
              </td>
              <td className={`${styles.numeric} ${styles.purchases}`}>{format_count(row.purchases)}</td>
              <td className={`${styles.numeric} ${styles.sales}`}>
                <span className={styles.amount}>{format_amount(row.sales, currency)}</span>
                <span className={styles.money}>{format_money(row.sales, currency)}</span>
              </td>
              <td className={styles.contact}>
                {row.phone ? <span>{row.phone}</span> : null}
                {row.email ? <span className={styles.soft}>{row.email}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
