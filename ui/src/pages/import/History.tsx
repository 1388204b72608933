// Imports so far, newest first.
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { imports_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { Import } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { format_count, format_time } from '../../kit/format'
import { Pager } from '../../kit/Pager'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { useProfileTitle } from './useProfileTitle'

export function History() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const page = Number(search['page'] ?? 1)
  const query = useQuery(imports_query(shop.id, page))
  const title_of = useProfileTitle()
  const columns = useMemo<TableColumn<Import>[]>(() => [
    {
      name: 'started_at', title: text.import.when, value: (run) => run.started_at,
      cell: (run) => <Link to="/shops/$shop/import/$run" params={{ shop: shop.id, run: run.id }} className={styles.link}>{format_time(run.started_at, shop.time_zone, language)}</Link>,
    },
    { name: 'files', title: text.import.files, value: (run) => run.files.join('、') },
    { name: 'profile', title: text.import.profile, value: (run) => title_of(run.profile) },
    {
      name: 'state', title: text.import.state, value: (run) => run.state,
      cell: (run) => <span className={styles.state} data-state={run.state}>{text.import.states[run.state] ?? run.state}{run.dry_run ? ` · ${text.import.dry}` : ''}</span>,
    },
    { name: 'orders', title: text.import.counts.orders, unit: text.units['orders'], numeric: true, value: (run) => run.counts.orders, cell: (run) => format_count(run.counts.orders) },
    { name: 'orders_new', title: text.import.counts.orders_new, unit: text.units['orders'], numeric: true, value: (run) => run.counts.orders_new, cell: (run) => format_count(run.counts.orders_new) },
    { name: 'rows_quarantined', title: text.import.counts.rows_quarantined, numeric: true, value: (run) => run.counts.rows_quarantined, cell: (run) => format_count(run.counts.rows_quarantined) },
  ], [text, language, shop, title_of])
  return (
    <Card title={text.import.history}>
      <QueryPanel query={query} is_empty={({ rows_total }) => rows_total === 0} empty={<p className={styles.quiet}>{text.import.history_empty}</p>}>
        {(list) => (
          <>
            <DataTable label={text.import.history} columns={columns} rows={list.imports} sortable={false} />
            <Pager page={list.page} page_size={list.page_size} rows_total={list.rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
          </>
        )}
      </QueryPanel>
    </Card>
  )
}
