// A server without a shop: name one, then import into it.
import { Button, Paper, Stack, TextInput, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { explain } from '../client/explain'
import { useCreateShop } from '../client/queries'
import { Note } from '../kit/Note'
import { useWords } from '../locales'

export function FirstShop({ may_create }: { may_create: boolean }) {
  const { text } = useWords()
  const create = useCreateShop()
  const navigate = useNavigate()
  const [name, set_name] = useState('')
  const [currency, set_currency] = useState('JPY')
  const [time_zone, set_time_zone] = useState('Asia/Tokyo')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const shop = await create.mutateAsync({ name, currency, time_zone })
    await navigate({ to: '/shops/$shop/import', params: { shop: shop.id } })
  }
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh', padding: 16 }}>
      <Paper withBorder p="xl" radius="lg" w="100%" maw={440} bg="var(--raised)">
        {may_create ? (
          <form onSubmit={(event) => void submit(event).catch(() => undefined)}>
            <Stack>
              <div>
                <Title order={1} size="h3">{text.first_shop.title}</Title>
                <p style={{ margin: '4px 0 0', color: 'var(--ink-soft)' }}>{text.first_shop.text}</p>
              </div>
              <TextInput label={text.first_shop.name} value={name} required onChange={(event) => set_name(event.currentTarget.value)} />
              <TextInput label={text.first_shop.currency} description={text.first_shop.currency_hint} value={currency} required maxLength={3} onChange={(event) => set_currency(event.currentTarget.value.toUpperCase())} />
              <TextInput label={text.first_shop.time_zone} description={text.first_shop.time_zone_hint} value={time_zone} required onChange={(event) => set_time_zone(event.currentTarget.value)} />
              {create.isError ? <Note tone="bad">{explain(create.error, text)}</Note> : null}
              <Button type="submit" loading={create.isPending}>{text.first_shop.submit}</Button>
            </Stack>
          </form>
        ) : <Note>{text.first_shop.forbidden}</Note>}
      </Paper>
    </main>
  )
}
