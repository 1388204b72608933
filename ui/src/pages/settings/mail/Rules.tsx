// When nobody is written to, and how often at most. Holds for everything the shop sends; journeys may be stricter.
import { Button, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { delivery_rules_query, useSaveDeliveryRules } from '../../../client/channel_queries'
import type { DeliveryRules } from '../../../client/channel_types'
import { explain } from '../../../client/explain'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import { Card } from '../../../kit/Card'
import { Note } from '../../../kit/Note'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import styles from './Mail.module.css'

const kNight = { from: '21:00', to: '08:00', channels: [] }
const kCap = { touches: 3, hours: 168, channels: [] }
const kRulesMost = 10

interface PartProps {
  rules: DeliveryRules
  on_change: (rules: DeliveryRules) => void
}

function QuietHours({ rules, on_change }: PartProps) {
  const { text } = useWords()
  const put = (quiet_hours: DeliveryRules['quiet_hours']) => on_change({ ...rules, quiet_hours })
  return (
    <Card title={text.mail.quiet} note={text.mail.quiet_note}>
      <div className={styles.mail}>
        {rules.quiet_hours.map((hours, i) => (
          <div key={i} className={styles.rule}>
            <TextInput type="time" required label={text.mail.quiet_from} value={hours.from} onChange={(event) => put(rules.quiet_hours.with(i, { ...hours, from: event.currentTarget.value }))} />
            <TextInput type="time" required label={text.mail.quiet_to} value={hours.to} onChange={(event) => put(rules.quiet_hours.with(i, { ...hours, to: event.currentTarget.value }))} />
            <Button variant="subtle" size="sm" onClick={() => put(rules.quiet_hours.toSpliced(i, 1))}>{text.actions.remove}</Button>
          </div>
        ))}
        {rules.quiet_hours.length < kRulesMost ? <Button variant="default" size="xs" className={styles.start ?? ''} onClick={() => put([...rules.quiet_hours, kNight])}>{text.mail.quiet_add}</Button> : null}
      </div>
    </Card>
  )
}

function Caps({ rules, on_change }: PartProps) {
  const { text } = useWords()
  const put = (caps: DeliveryRules['caps']) => on_change({ ...rules, caps })
  return (
    <Card title={text.mail.caps} note={text.mail.caps_note}>
      <div className={styles.mail}>
        {rules.caps.map((cap, i) => (
          <div key={i} className={styles.rule}>
            <NumberInput w={140} label={text.mail.cap_hours} min={1} max={8_784} allowDecimal={false} value={cap.hours} onChange={(hours) => put(rules.caps.with(i, { ...cap, hours: typeof hours === 'number' ? hours : cap.hours }))} />
            <NumberInput w={140} label={text.mail.cap_touches} min={1} max={1_000} allowDecimal={false} value={cap.touches} onChange={(touches) => put(rules.caps.with(i, { ...cap, touches: typeof touches === 'number' ? touches : cap.touches }))} />
            <Button variant="subtle" size="sm" onClick={() => put(rules.caps.toSpliced(i, 1))}>{text.actions.remove}</Button>
          </div>
        ))}
        {rules.caps.length < kRulesMost ? <Button variant="default" size="xs" className={styles.start ?? ''} onClick={() => put([...rules.caps, kCap])}>{text.mail.cap_add}</Button> : null}
      </div>
    </Card>
  )
}

function RulesForm({ stored }: { stored: DeliveryRules }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const save = useSaveDeliveryRules(shop.id)
  const [rules, set_rules] = useState(stored)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(rules, { onSuccess: () => tell(text.mail.saved) })
  }
  return (
    <form onSubmit={submit} className={styles.mail}>
      <QuietHours rules={rules} on_change={set_rules} />
      <Caps rules={rules} on_change={set_rules} />
      {save.isError ? <Note tone="bad">{explain(save.error, text)}</Note> : null}
      <Button type="submit" className={styles.start ?? ''} loading={save.isPending}>{text.mail.save}</Button>
    </form>
  )
}

export function Rules() {
  const { shop } = usePlace()
  const query = useQuery(delivery_rules_query(shop.id))
  return <QueryPanel query={query}>{(stored) => <RulesForm stored={stored} />}</QueryPanel>
}
