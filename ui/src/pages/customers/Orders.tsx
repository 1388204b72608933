// Every order with what became of it and of its money.
import { useQuery } from '@tanstack/react-query'
import { customer_orders_query } from '../../client/customer_queries'
import type { Customer } from '../../client/customer_types'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { Pager } from '../../kit/Pager'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import styles from './Customer.module.css'
import { OrderCard } from './OrderCard'

export function Orders({ customer }: { customer: Customer }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const page = Math.max(1, Number(search['page'] ?? 1) || 1)
  const query = useQuery(customer_orders_query(shop.id, customer.id, page))
  return (
    <Card title={text.customers.orders}>
      <QueryPanel query={query} skeleton={<Shimmer height={360} />} is_empty={({ rows_total }) => rows_total === 0} empty={<p className={styles.soft}>{text.customers.orders_none}</p>}>
        {(found) => (
          <>
            <ol className={styles.order_list}>
              {found.orders.map((order) => (
                <OrderCard key={order.id} order={order} as_of={customer.standing.as_of} currency={{ code: found.currency, decimals: found.currency_decimals }} />
              ))}
            </ol>
            <Pager page={found.page} page_size={found.page_size} rows_total={found.rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
          </>
        )}
      </QueryPanel>
    </Card>
  )
}
