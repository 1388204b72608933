// The mail as a customer gets it, in a frame that can run nothing and reach nobody.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { explain } from '../../../client/explain'
import { preview_query } from '../../../client/message_queries'
import { usePlace } from '../../../client/session'
import { useSearchState } from '../../../filters/useSearchState'
import { Note } from '../../../kit/Note'
import { Shimmer } from '../../../kit/Shimmer'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { CustomerPicker } from './CustomerPicker'
import { useMail } from './mail_context'

const kWidths = ['desktop', 'phone'] as const
const kParts = ['html', 'text'] as const

export function Preview() {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const { compiled, compiled_subject, customer } = useMail()
  const words = useMemo(() => ({ subject: compiled_subject, html: compiled?.html ?? '', text: compiled?.text ?? '' }), [compiled_subject, compiled])
  const query = useQuery({ ...preview_query(shop.id, words, customer?.id ?? null), enabled: compiled !== null })
  const width = search['width'] === 'phone' ? 'phone' : 'desktop'
  const part = search['part'] === 'text' ? 'text' : 'html'
  const seen = query.data
  return (
    <section className={styles.preview} aria-label={text.messages.preview}>
      <div className={styles.preview_tools}>
        <CustomerPicker />
        <SegmentedControl size="xs" aria-label={text.messages.width} value={width} data={kWidths.map((one) => ({ value: one, label: text.messages.widths[one] ?? one }))} onChange={(next) => change({ width: next === 'phone' ? next : null })} />
        <SegmentedControl size="xs" aria-label={text.messages.part} value={part} data={kParts.map((one) => ({ value: one, label: text.messages.parts[one] ?? one }))} onChange={(next) => change({ part: next === 'text' ? next : null })} />
      </div>
      {query.isError ? <Note tone="warn">{explain(query.error, text)}</Note> : null}
      {seen ? (
        <div className={styles.paper} data-width={width}>
          <p className={styles.subject}>{text.messages.subject_line(seen.subject)}</p>
          {part === 'html'
            ? <iframe title={text.messages.preview_frame} className={styles.frame} sandbox="" srcDoc={seen.html} />
            : <pre className={styles.plain_paper}>{seen.text}</pre>}
        </div>
      ) : null}
      {!seen && !query.isError ? <Shimmer height={520} /> : null}
    </section>
  )
}
