// What the customer said to advertising, channel by channel, with what proves it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ChannelName, Consent, Customer } from '../../client/customer_types'
import { useMay, usePlace } from '../../client/session'
import { Card } from '../../kit/Card'
import { format_time } from '../../kit/format'
import { useWords } from '../../locales'
import { ConsentForm } from './ConsentForm'
import styles from './Customer.module.css'
import { Evidence } from './Evidence'

// Those that every shop has; others are shown once somebody has spoken of them.
const kUsual: readonly ChannelName[] = ['mail', 'phone', 'direct_mail']

function Word({ channel, consent }: { channel: ChannelName; consent: Consent | undefined }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const words = text.customers
  return (
    <li className={styles.consent} data-state={consent?.state ?? 'unknown'}>
      <span>{words.channels[channel] ?? channel}</span>
      <strong>{!consent ? words.consent_unknown : consent.state === 'given' ? `✓ ${words.consent_given}` : `✕ ${words.consent_withdrawn}`}</strong>
      {consent ? (
        <p className={styles.soft}>
          {format_time(consent.at, shop.time_zone, language)}
          {consent.staff ? ` · ${consent.staff}` : ''}
          {consent.evidence ? <span className={styles.evidence}><Evidence text={consent.evidence} /></span> : null}
        </p>
      ) : null}
    </li>
  )
}

export function Consents({ customer }: { customer: Customer }) {
  const { text } = useWords()
  const may_serve = useMay('serve')
  const [writing, set_writing] = useState(false)
  const spoken = customer.consents.map(({ channel }) => channel)
  const channels = [...kUsual, ...spoken.filter((channel) => !kUsual.includes(channel))]
  return (
    <Card title={text.customers.consents}>
      <ul className={styles.consents}>
        {channels.map((channel) => <Word key={channel} channel={channel} consent={customer.consents.find((one) => one.channel === channel)} />)}
      </ul>
      {may_serve && !writing ? <Button size="xs" variant="default" onClick={() => set_writing(true)}>{text.customers.consent_add}</Button> : null}
      {writing ? <ConsentForm customer={customer.id} on_close={() => set_writing(false)} /> : null}
    </Card>
  )
}
