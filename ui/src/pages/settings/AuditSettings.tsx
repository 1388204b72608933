import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { audit_query, descriptors_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import type { AuditEntry } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { Card } from '../../kit/Card'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { format_time } from '../../kit/format'
import { Pager } from '../../kit/Pager'
import { useWords } from '../../locales'
import { AuditThing } from './AuditThing'
import { detail_words, export_words } from './audit_words'
import styles from './Settings.module.css'

export function AuditSettings() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const page = Number(search['page'] ?? 1)
  const query = useQuery(audit_query(page))
  const descriptors = useQuery(descriptors_query(language)).data
  const columns = useMemo<TableColumn<AuditEntry>[]>(() => [
    { name: 'at', title: text.settings.audit_at, value: (one) => one.at, cell: (one) => format_time(one.at, shop.time_zone, language) },
    { name: 'staff', title: text.settings.audit_staff, value: (one) => one.staff },
    { name: 'shop', title: text.settings.audit_shop, value: (one) => one.shop ?? '' },
    { name: 'action', title: text.settings.audit_action, value: (one) => text.settings.actions[one.action] ?? one.action },
    { name: 'object', title: text.settings.audit_object, value: (one) => one.object, cell: (one) => <AuditThing entry={one} /> },
    {
      name: 'detail', title: text.settings.audit_detail, value: (one) => one.detail,
      cell: (one) => {
        const values = { ...text.journeys.states, ...text.today.results, ...text.mail.doubt_resolve, ...text.customers.channels }
        const words = { names: text.settings.audit_names, values, yes: text.table.yes, no: text.table.no }
        const told = detail_words(one, words, (target) => export_words(target, descriptors ?? [], { text, language }))
        return told === '' ? null : <span className={styles.told}>{told}</span>
      },
    },
  ], [text, language, shop.time_zone, descriptors])
  return (
    <Card title={text.settings.audit}>
      <QueryPanel query={query} is_empty={({ entries }) => entries.length === 0} empty={<p className={styles.hint}>{text.settings.audit_empty}</p>}>
        {(found) => (
          <>
            <DataTable label={text.settings.audit} columns={columns} rows={found.entries} sortable={false} cards />
            <Pager page={found.page} page_size={found.page_size} rows_total={found.rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
          </>
        )}
      </QueryPanel>
    </Card>
  )
}
