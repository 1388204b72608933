import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { explain } from '../../client/explain'
import { useChangeShop } from '../../client/queries'
import { usePlace } from '../../client/session'
import { Card } from '../../kit/Card'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Settings.module.css'

export function ShopSettings() {
  const { text } = useWords()
  const { shop } = usePlace()
  const [name, set_name] = useState(shop.name)
  const change = useChangeShop(shop.id)
  const saved = () => tell(text.settings.saved)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ name }, { onSuccess: saved })
  }
  return (
    <Card>
      <Stack gap="lg" maw={560}>
        <form onSubmit={rename}>
          <Group align="flex-end">
            <TextInput flex={1} label={text.settings.shop_name} value={name} required onChange={(event) => set_name(event.currentTarget.value)} />
            <Button type="submit" disabled={name.trim() === '' || name === shop.name} loading={change.isPending}>{text.actions.save}</Button>
          </Group>
        </form>
        <Switch
          label={text.settings.merge_same_day} description={text.settings.merge_same_day_hint} checked={shop.merge_same_day}
          disabled={change.isPending} onChange={(event) => change.mutate({ merge_same_day: event.currentTarget.checked }, { onSuccess: saved })}
        />
        {change.isError ? <Note tone="bad">{explain(change.error, text)}</Note> : null}
        <div>
          <h2 className={styles.subhead}>{text.settings.shop_facts}</h2>
          <dl className={styles.facts}>
            <dt>{text.settings.currency}</dt>
            <dd>{shop.currency}</dd>
            <dt>{text.settings.time_zone}</dt>
            <dd>{shop.time_zone}</dd>
          </dl>
        </div>
      </Stack>
    </Card>
  )
}
