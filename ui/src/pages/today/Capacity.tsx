// How far the day is, against what this person takes on.
import { Button, NumberInput, Popover, Progress } from '@mantine/core'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { useSetCapacity } from '../../client/queries'
import { usePlace } from '../../client/session'
import type { Today } from '../../client/types'
import { format_count } from '../../kit/format'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './Today.module.css'

const kMost = 1_000

export function Capacity({ today }: { today: Today }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const set = useSetCapacity(shop.id)
  const [opened, set_opened] = useState(false)
  const [value, set_value] = useState<number>(today.capacity)
  const share = today.capacity > 0 ? Math.min(100, (today.done_today / today.capacity) * 100) : 0
  const save = () => set.mutate(value, { onSuccess: () => set_opened(false) })
  return (
    <section className={styles.capacity} aria-label={text.today.progress}>
      <p className={styles.done}><b>{format_count(today.done_today)}</b> / {text.today.of_capacity(format_count(today.capacity))}</p>
      <Progress value={share} aria-label={text.today.progress} className={styles.bar ?? ''} />
      {today.closed_today > 0 ? <p className={styles.soft}>{text.today.closed_today(format_count(today.closed_today))}</p> : null}
      <Popover opened={opened} onChange={set_opened} position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <Button size="compact-sm" variant="subtle" onClick={() => { set_value(today.capacity); set_opened(!opened) }}>{text.today.change_capacity}</Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form className={styles.capacity_form} onSubmit={(event) => { event.preventDefault(); save() }}>
            <NumberInput
              label={text.today.capacity} min={0} max={kMost} allowDecimal={false} value={value}
              onChange={(next) => set_value(typeof next === 'number' ? next : 0)}
            />
            <Button type="submit" size="sm" loading={set.isPending}>{text.today.save}</Button>
            {set.isError ? <Note tone="bad">{explain(set.error, text)}</Note> : null}
          </form>
        </Popover.Dropdown>
      </Popover>
    </section>
  )
}
