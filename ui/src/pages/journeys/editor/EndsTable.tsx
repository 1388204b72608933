// How those who are through came to their end.
import type { JourneyNumbers } from '../../../client/journey_types'
import { format_count } from '../../../kit/format'
import { useWords } from '../../../locales'
import styles from './Editor.module.css'
import { useEditor } from './editor_context'

export function EndsTable({ numbers }: { numbers: JourneyNumbers }) {
  const { text } = useWords()
  const { schema } = useEditor()
  const ends = Object.entries(numbers.ends).filter(([, n]) => n > 0).toSorted(([, a], [, b]) => b - a)
  return (
    <section className={styles.figures} aria-label={text.journeys.numbers.ends}>
      <p className={styles.figures_head}><span>{text.journeys.numbers.entered_today(format_count(numbers.entered_today))}</span></p>
      {ends.length > 0 ? (
        <dl>
          {ends.map(([reason, n]) => (
            <div key={reason}>
              <dt>{schema.end_reasons[reason] ?? reason}</dt>
              <dd>{format_count(n)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  )
}
