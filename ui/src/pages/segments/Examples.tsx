// Customers with the reason why each is among them, page by page.
import type { UseQueryResult } from '@tanstack/react-query'
import { CustomerLink } from '../../client/CustomerLink'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import type { SegmentCustomers } from '../../client/segment_types'
import { format_amount, format_count, format_day, format_money, kMissing } from '../../kit/format'
import { Pager } from '../../kit/Pager'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { Reasons } from './Reasons'
import styles from './Segments.module.css'

interface ExamplesProps {
  query: UseQueryResult<SegmentCustomers>
  reasons?: boolean // of a frozen list there are none but that they are in it
  on_page: (page: number) => void
}

export function Examples({ query, reasons = true, on_page }: ExamplesProps) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const may_see = useMay('personal_data')
  const words = text.segments
  const { columns_customers: columns } = words
  return (
    <QueryPanel query={query} skeleton={<Shimmer height={260} />} is_empty={({ rows_total }) => rows_total === 0} empty={<p className={styles.soft}>{words.customers_none}</p>}>
      {(found) => {
        const currency = { code: found.currency ?? shop.currency, decimals: found.currency_decimals ?? shop.currency_decimals }
        const with_reasons = reasons && found.customers.some(({ why }) => why && why.length > 0)
        return (
          <>
            <div className={styles.scroll}>
              <table className={`${styles.table} ${styles.people}`} aria-label={words.customers}>
                <thead>
                  <tr>
                    <th scope="col">{columns.who}</th>
                    {with_reasons ? <th scope="col">{columns.why}</th> : null}
                    <th scope="col">{columns.last}</th>
                    <th scope="col" className={styles.numeric}>{columns.purchases}</th>
                    <th scope="col" className={styles.numeric}>{columns.sales}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.customers.map((row) => (
                    <tr key={row.id}>
                      <td className={styles.nowrap}><CustomerLink id={row.id}>{row.name || row.number}</CustomerLink>{row.name ? <span className={styles.under}>{row.number}</span> : null}</td>
                      {with_reasons ? <td className={styles.reasons}><Reasons reasons={row.why ?? []} /></td> : null}
                      <td className={styles.nowrap}>{row.last_day ? format_day(row.last_day, language) : kMissing}</td>
                      <td className={`${styles.numeric} ${styles.wide_only}`}>{format_count(row.purchases)}</td>
                      <td className={styles.numeric}><span className={styles.wide_only}>{format_amount(row.sales, currency)}</span><span className={styles.phone_only}>{format_money(row.sales, currency)}</span></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pager page={found.page} page_size={found.page_size} rows_total={found.rows_total} on_page={on_page} />
            {may_see ? null : <p className={styles.soft}>{text.who.masked}</p>}
          </>
        )
      }}
    </QueryPanel>
  )
}
