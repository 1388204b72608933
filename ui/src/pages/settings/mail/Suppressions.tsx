// Addresses that get no advertising, why, and since when.
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type FormEvent } from 'react'
import { suppressions_query, useRelease, useSuppress } from '../../../client/channel_queries'
import type { Suppression } from '../../../client/channel_types'
import { explain } from '../../../client/explain'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import { useSearchState } from '../../../filters/useSearchState'
import { Card } from '../../../kit/Card'
import { DataTable, type TableColumn } from '../../../kit/DataTable'
import { format_time } from '../../../kit/format'
import { Note } from '../../../kit/Note'
import { Pager } from '../../../kit/Pager'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import styles from './Mail.module.css'

function AddForm() {
  const { text } = useWords()
  const { shop } = usePlace()
  const add = useSuppress(shop.id)
  const [address, set_address] = useState('')
  const [reason, set_reason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ address: address.trim(), reason: reason.trim() }, {
      onSuccess: () => {
        set_address('')
        set_reason('')
      },
    })
  }
  return (
    <form onSubmit={submit} className={styles.add}>
      <TextInput type="email" required label={text.mail.suppress_address} value={address} onChange={(event) => set_address(event.currentTarget.value)} />
      <TextInput label={text.mail.suppress_words} value={reason} onChange={(event) => set_reason(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={add.isPending}>{text.mail.suppress_add}</Button>
      {add.isError ? <Note tone="bad">{explain(add.error, text)}</Note> : null}
    </form>
  )
}

export function Suppressions() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const page = Math.max(1, Number(search['page']) || 1)
  const query = useQuery(suppressions_query(shop.id, page))
  const { mutate: release } = useRelease(shop.id)
  const columns = useMemo<TableColumn<Suppression>[]>(() => {
    const ways_out: Record<string, string> = text.customers.consent_ways // how somebody unsubscribed
    return [
      { name: 'address', title: text.mail.suppress_address, value: (one) => one.address },
      { name: 'reason', title: text.mail.suppress_reason, value: (one) => one.reason, cell: (one) => <>{text.mail.reasons[one.reason] ?? one.reason}{one.detail ? <span className={styles.detail}>{ways_out[one.detail] ?? one.detail}</span> : null}</> },
      { name: 'at', title: text.mail.suppress_at, value: (one) => one.at, cell: (one) => format_time(one.at, shop.time_zone, language) },
      {
        name: 'release', title: '', value: () => null,
        cell: (one) => (
          <Button
            size="compact-xs" variant="subtle" aria-label={`${text.mail.release}: ${one.address}`}
            onClick={() => release(one.address, { onSuccess: () => tell(text.mail.released(one.address)), onError: (error) => tell(explain(error, text)) })}
          >
            {text.mail.release}
          </Button>
        ),
      },
    ]
  }, [text, language, shop.time_zone, release])
  return (
    <Card>
      <div className={styles.mail}>
        <p className={styles.words}>{text.mail.suppress_lead}</p>
        <AddForm />
        <QueryPanel query={query} is_empty={({ rows_total }) => rows_total === 0} empty={<p className={styles.soft}>{text.mail.suppress_none}</p>}>
          {({ suppressions, page_size, rows_total }) => (
            <>
              <DataTable label={text.mail.parts['suppressions'] ?? ''} columns={columns} rows={suppressions} sortable={false} />
              <Pager page={page} page_size={page_size} rows_total={rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
            </>
          )}
        </QueryPanel>
      </div>
    </Card>
  )
}
