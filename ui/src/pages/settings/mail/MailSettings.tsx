// How the shop sends mail: server and sender, DNS, addresses nothing goes to, and what nobody knows the end of.
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useSearchState } from '../../../filters/useSearchState'
import { useWords } from '../../../locales'
import { Dns } from './Dns'
import { InDoubt } from './InDoubt'
import styles from './Mail.module.css'
import { Rules } from './Rules'
import { Sending } from './Sending'
import { Suppressions } from './Suppressions'

const kParts = ['sending', 'rules', 'dns', 'suppressions', 'in_doubt'] as const
type Part = (typeof kParts)[number]

const contents: Record<Part, ReactNode> = { sending: <Sending />, rules: <Rules />, dns: <Dns />, suppressions: <Suppressions />, in_doubt: <InDoubt /> }

export function MailSettings() {
  const { text } = useWords()
  const { search, change } = useSearchState()
  const part: Part = kParts.find((one) => one === search['part']) ?? 'sending'
  const narrow = useMediaQuery('(max-width: 767px)') ?? false
  const choices = kParts.map((one) => ({ value: one, label: text.mail.parts[one] ?? one }))
  const go = (next: string) => change({ part: next === 'sending' ? null : next, page: null })
  return (
    <div className={styles.mail}>
      {narrow
        ? <NativeSelect aria-label={text.mail.parts_label} value={part} data={choices} onChange={(event) => go(event.currentTarget.value)} />
        : <SegmentedControl className={styles.parts ?? ''} aria-label={text.mail.parts_label} value={part} data={choices} onChange={go} />}
      {contents[part]}
    </div>
  )
}
