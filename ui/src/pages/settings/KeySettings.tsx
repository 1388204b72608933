import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { keys_query, useAddKey, useRemoveKey, type NewShopKey, type ShopKey } from '../../client/key_queries'
import { QueryPanel } from '../../client/QueryPanel'
import { usePlace } from '../../client/session'
import { Card } from '../../kit/Card'
import { CopyField } from '../../kit/CopyField'
import { DataTable, type TableColumn } from '../../kit/DataTable'
import { format_day, format_time } from '../../kit/format'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './Settings.module.css'

const kExampleBody = '{"orders":[{"order_number":"1001","ordered_at":"2026-11-22T10:12:00+09:00","customer_number":"C1","lines":[{"product_code":"MAIN","quantity":1,"unit_price":3980}]}]}'

function Made({ made, on_close }: { made: NewShopKey | null; on_close: () => void }) {
  const { text } = useWords()
  const example = `curl -X POST ${window.location.origin}/api/orders -H "Authorization: Bearer ${made?.token ?? ''}" -H "Content-Type: application/json" -d '${kExampleBody}'`
  return (
    <Modal
      opened={made !== null} onClose={on_close} title={made ? text.keys_for_programs.made_title(made.name) : ''} centered size="lg"
      closeOnClickOutside={false} closeButtonProps={{ 'aria-label': text.actions.close }}
    >
      <Stack gap="sm">
        <p className={styles.hint}>{text.keys_for_programs.made_text}</p>
        <CopyField label={text.keys_for_programs.token} value={made?.token ?? ''} />
        <CopyField label={text.keys_for_programs.example} value={example} />
      </Stack>
    </Modal>
  )
}

function Removing({ shop, entry, on_close }: { shop: string; entry: ShopKey | null; on_close: () => void }) {
  const { text } = useWords()
  const remove = useRemoveKey(shop)
  return (
    <Modal
      opened={entry !== null} onClose={on_close} title={entry ? text.keys_for_programs.remove_title(entry.name) : ''} centered
      closeButtonProps={{ 'aria-label': text.actions.close }}
    >
      <p className={styles.hint}>{text.keys_for_programs.remove_text}</p>
      {remove.isError ? <Note tone="bad">{explain(remove.error, text)}</Note> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={on_close}>{text.actions.cancel}</Button>
        <Button color="red" loading={remove.isPending} onClick={() => entry && remove.mutate(entry.id, { onSuccess: on_close })}>{text.keys_for_programs.remove}</Button>
      </Group>
    </Modal>
  )
}

export function KeySettings() {
  const { text, language } = useWords()
  const words = text.keys_for_programs
  const { shop } = usePlace()
  const query = useQuery(keys_query(shop.id))
  const add = useAddKey(shop.id)
  const [name, set_name] = useState('')
  const [made, set_made] = useState<NewShopKey | null>(null)
  const [removing, set_removing] = useState<ShopKey | null>(null)
  const columns = useMemo<TableColumn<ShopKey>[]>(() => [
    { name: 'name', title: words.name, value: (one) => one.name },
    { name: 'used_day', title: words.used, value: (one) => one.used_day ?? '', cell: (one) => one.used_day ? format_day(one.used_day, language) : words.never },
    {
      name: 'remove', title: '', value: () => '',
      cell: (one) => <Button size="compact-xs" variant="default" aria-label={`${words.remove} ${one.name}`} onClick={() => set_removing(one)}>{words.remove}</Button>,
    },
    { name: 'created_at', title: words.created, value: (one) => one.created_at, cell: (one) => format_time(one.created_at, shop.time_zone, language) },
  ], [words, language, shop.time_zone])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate(name, { onSuccess: (entry) => { set_name(''); set_made(entry) } })
  }
  return (
    <>
      <Card title={words.title}>
        <p className={styles.hint}>{words.lead}</p>
        <QueryPanel query={query}>
          {(keys) => (keys.length > 0 ? <DataTable label={words.title} columns={columns} rows={keys} /> : <p className={styles.hint}>{words.empty}</p>)}
        </QueryPanel>
      </Card>
      <Card title={words.add}>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="sm">
            <TextInput label={words.name} placeholder={words.name_hint} w={280} required value={name} onChange={(event) => set_name(event.currentTarget.value)} />
            <Button type="submit" loading={add.isPending}>{words.add}</Button>
          </Group>
          {add.isError ? <Note tone="bad">{explain(add.error, text)}</Note> : null}
        </form>
      </Card>
      <Made made={made} on_close={() => set_made(null)} />
      <Removing shop={shop.id} entry={removing} on_close={() => set_removing(null)} />
    </>
  )
}
