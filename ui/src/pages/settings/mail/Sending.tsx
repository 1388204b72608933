// The settings by schema, and whether they work.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { mail_channel_query, useSaveMailChannel, useTryMailChannel } from '../../../client/channel_queries'
import type { ChannelSettings } from '../../../client/channel_types'
import { explain } from '../../../client/explain'
import { ApiError } from '../../../client/http'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import { Card } from '../../../kit/Card'
import { CopyField } from '../../../kit/CopyField'
import { Note } from '../../../kit/Note'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import { group_of, kGroupNames, values_to_edit, values_to_save } from './draft'
import styles from './Mail.module.css'
import { SettingField } from './SettingField'

function Readiness({ channel }: { channel: ChannelSettings }) {
  const { text } = useWords()
  if (channel.findings.length === 0) return channel.ready ? <Note tone="good">{text.mail.ready}</Note> : null
  return (
    <Note tone="warn" title={channel.ready ? text.mail.ready : text.mail.not_ready}>
      <ul className={styles.list}>{channel.findings.map(({ key, message }) => <li key={`${key}:${message}`}>{message}</li>)}</ul>
    </Note>
  )
}

function Try({ saved }: { saved: boolean }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const attempt = useTryMailChannel(shop.id)
  return (
    <Card title={text.mail.try} note={text.mail.try_hint} tools={<Button size="sm" variant="default" disabled={!saved} loading={attempt.isPending} onClick={() => attempt.mutate()}>{text.mail.try}</Button>}>
      <div className={styles.trials}>
        {saved ? null : <p className={styles.soft}>{text.mail.unsaved_try}</p>}
        {attempt.isError ? <Note tone="bad">{explain(attempt.error, text)}</Note> : null}
        {attempt.data?.trials.map(({ name, title, works, answer, message }) => (
          <Note key={name} tone={works ? 'good' : 'bad'} title={`${title}: ${works ? text.mail.works : text.mail.fails}`}>
            {works ? (answer === '' ? null : text.mail.answer(answer)) : message}
          </Note>
        ))}
      </div>
    </Card>
  )
}

function SendingForm({ channel }: { channel: ChannelSettings }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const save = useSaveMailChannel(shop.id)
  const [values, set_values] = useState(() => values_to_edit(channel.schema, channel.settings))
  const [touched, set_touched] = useState(false)
  const [saves, set_saves] = useState(0)
  const wrong = save.error instanceof ApiError ? save.error.body : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(values_to_save(channel.schema, values), {
      onSuccess: (saved) => {
        set_values(values_to_edit(saved.schema, saved.settings))
        set_touched(false)
        set_saves((before) => before + 1) // what was tried before says nothing about these
        tell(text.mail.saved)
      },
    })
  }
  return (
    <>
      <Readiness channel={channel} />
      <form onSubmit={submit} className={styles.groups}>
        {kGroupNames.map((group) => (
          <Card key={group} title={text.mail.groups[group] ?? group}>
            <div className={styles.fields}>
              {channel.schema.filter(({ name }) => group_of(name) === group).map((setting) => (
                <SettingField
                  key={setting.name} setting={setting} value={values[setting.name] ?? null} is_set={setting.secret && channel.settings?.[setting.name] === true}
                  error={wrong?.arguments['name'] === setting.name ? wrong.message : undefined}
                  on_change={(value) => {
                    set_touched(true)
                    set_values((before) => ({ ...before, [setting.name]: value }))
                  }}
                />
              ))}
            </div>
          </Card>
        ))}
        {save.isError ? <Note tone="bad">{explain(save.error, text)}</Note> : null}
        <Button type="submit" className={styles.start ?? ''} loading={save.isPending}>{text.mail.save}</Button>
      </form>
      <Try key={saves} saved={channel.settings !== null && !touched} />
      {channel.receipts_address ? <Card><CopyField label={text.mail.receipts} value={channel.receipts_address} /></Card> : null}
    </>
  )
}

export function Sending() {
  const { language } = useWords()
  const { shop } = usePlace()
  const query = useQuery(mail_channel_query(shop.id, language))
  return <QueryPanel query={query}>{(channel) => <div className={styles.mail}><SendingForm channel={channel} /></div>}</QueryPanel>
}
