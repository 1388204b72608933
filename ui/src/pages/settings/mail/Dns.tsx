// What the sender's domain says about itself, and what it should say.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { mail_dns_query } from '../../../client/channel_queries'
import type { DnsCheck } from '../../../client/channel_types'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import { Card } from '../../../kit/Card'
import { CopyField } from '../../../kit/CopyField'
import { DoneIcon, WarningIcon } from '../../../kit/icons'
import { useWords } from '../../../locales'
import styles from './Mail.module.css'

function Check({ check }: { check: DnsCheck }) {
  const { text } = useWords()
  const good = check.state === 'good'
  return (
    <Card title={text.mail.dns_names[check.name] ?? check.name} tools={<span className={styles.dns_state} data-state={check.state}>{good ? <DoneIcon size={16} /> : <WarningIcon size={16} />}{text.mail.dns_states[check.state]}</span>}>
      <div className={styles.dns}>
        {check.advice === '' ? null : <p className={styles.words}>{check.advice}</p>}
        {good || check.wanted === '' ? null : (
          <>
            <CopyField label={text.mail.dns_record} value={check.record} />
            <CopyField label={text.mail.dns_wanted} value={check.wanted} />
          </>
        )}
        {check.found === '' ? null : <p className={styles.found}><span className={styles.soft}>{text.mail.dns_found}</span><code>{check.found}</code></p>}
      </div>
    </Card>
  )
}

export function Dns() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const query = useQuery(mail_dns_query(shop.id, language))
  return (
    <div className={styles.mail}>
      <p className={styles.words}>{text.mail.dns_lead}</p>
      <QueryPanel query={query}>{({ checks }) => <div className={styles.mail}>{checks.map((check) => <Check key={check.name} check={check} />)}</div>}</QueryPanel>
      <Button variant="default" size="sm" className={styles.start ?? ''} loading={query.isFetching} onClick={() => void query.refetch()}>{text.mail.dns_again}</Button>
    </div>
  )
}
