// Finished tasks: what came of the talk, and what the customer ordered afterwards.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { CustomerLink } from '../../client/CustomerLink'
import { finished_tasks_query, useReopenTask } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Task } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { Empty } from '../../kit/Empty'
import { format_day, format_money, format_time } from '../../kit/format'
import { Pager } from '../../kit/Pager'
import { useWords } from '../../locales'

export function Finished() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const page = Number(search['page'] ?? 1)
  const query = useQuery(finished_tasks_query(shop.id, page, language))
  const { mutate: reopen } = useReopenTask(shop.id)
  const columns = useMemo<TableColumn<Task>[]>(() => {
    const currency = { code: shop.currency, decimals: shop.currency_decimals }
    return [
      { name: 'done_at', title: text.today.done_at, value: (one) => one.done_at, cell: (one) => (one.done_at ? format_time(one.done_at, shop.time_zone, language) : '') },
      {
        name: 'customer', title: text.today.customer, value: (one) => one.customer_name || one.customer_number,
        cell: (one) => <CustomerLink id={one.customer_id}>{one.customer_name || one.customer_number}</CustomerLink>,
      },
      { name: 'staff', title: text.today.staff, value: (one) => one.staff_name ?? '' },
      { name: 'result', title: text.today.result, value: (one) => text.today.results[one.result ?? ''] ?? one.result },
      { name: 'note', title: text.today.note, value: (one) => one.note ?? '' },
      {
        name: 'next_order', title: text.today.next_order, value: (one) => one.next_order?.day ?? null,
        cell: (one) => (one.next_order ? `${format_day(one.next_order.day, language)} ${format_money(one.next_order.net, currency)}` : text.today.none_yet),
      },
      {
        name: 'open_again', title: '', value: () => '',
        cell: (one) => (one.state === 'done' ? <Button size="compact-sm" variant="subtle" onClick={() => reopen(one.id)}>{text.today.reopen}</Button> : ''),
      },
    ]
  }, [text, language, shop, reopen])
  return (
    <Card title={text.today.finished} note={text.today.finished_note}>
      <QueryPanel query={query} is_empty={({ tasks }) => tasks.length === 0} empty={<Empty title={text.today.none_finished}>{text.today.none_finished_text}</Empty>}>
        {(found) => (
          <>
            <DataTable label={text.today.finished} columns={columns} rows={found.tasks} sortable={false} />
            <Pager page={found.page} page_size={found.page_size} rows_total={found.rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
          </>
        )}
      </QueryPanel>
    </Card>
  )
}
