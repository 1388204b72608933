// Recording what a customer said: channel, answer, and what proves it.
import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useAddConsent } from '../../client/customer_queries'
import type { ChannelName, ConsentState } from '../../client/customer_types'
import { explain } from '../../client/explain'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Customer.module.css'

export function ConsentForm({ customer, on_close }: { customer: Id; on_close: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = text.customers
  const add = useAddConsent(shop.id, customer)
  const [channel, set_channel] = useState<ChannelName>('mail')
  const [state, set_state] = useState<ConsentState>('given')
  const [evidence, set_evidence] = useState('')
  const save = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ channel, state, evidence }, {
      onSuccess: () => {
        tell(words.consent_saved)
        on_close()
      },
    })
  }
  return (
    <form className={styles.consent_form} onSubmit={save}>
      <NativeSelect
        size="sm" label={words.consent_channel} value={channel} data={Object.entries(words.channels).map(([value, label]) => ({ value, label }))}
        onChange={(event) => set_channel(event.currentTarget.value as ChannelName)}
      />
      <SegmentedControl
        size="sm" value={state} aria-label={words.consent_state} data={[{ value: 'given', label: words.consent_given }, { value: 'withdrawn', label: words.consent_withdrawn }]}
        onChange={(next) => set_state(next as ConsentState)}
      />
      <Textarea
        size="sm" label={words.consent_evidence} description={words.consent_evidence_hint} autosize minRows={2} maxLength={2_000} required value={evidence}
        onChange={(event) => set_evidence(event.currentTarget.value)}
      />
      {add.isError ? <Note tone="bad">{explain(add.error, text)}</Note> : null}
      <div className={styles.buttons}>
        <Button type="submit" size="sm" loading={add.isPending} disabled={evidence.trim() === ''}>{text.actions.save}</Button>
        <Button size="sm" variant="subtle" onClick={on_close}>{text.actions.cancel}</Button>
      </div>
    </form>
  )
}
