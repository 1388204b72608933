// What has happened at one step.
import { Button } from '@mantine/core'
import type { NodeNumbers } from '../../../client/journey_types'
import { format_count, format_rate } from '../../../kit/format'
import { useWords } from '../../../locales'
import styles from './Editor.module.css'

const kOfSending = ['planned', 'sent', 'opened', 'clicked', 'skipped', 'failed', 'in_doubt'] as const
const kOfSent = new Set<string>(['opened', 'clicked'])

export function NodeFigures({ numbers, on_who }: { numbers: NodeNumbers | undefined; on_who: () => void }) {
  const { text } = useWords()
  if (!numbers) return null
  const rows = kOfSending.filter((name) => numbers[name] > 0)
  return (
    <section className={styles.figures} aria-label={text.journeys.numbers.here}>
      <p className={styles.figures_head}>
        <span>{text.journeys.numbers.passed(format_count(numbers.passed))}</span>
        <span>{text.journeys.numbers.waiting(format_count(numbers.waiting))}</span>
      </p>
      {rows.length > 0 ? (
        <dl>
          {rows.map((name) => (
            <div key={name}>
              <dt>{text.journeys.numbers[name]}</dt>
              <dd>
                {format_count(numbers[name])}
                {kOfSent.has(name) && numbers.sent > 0 ? <small>{format_rate(numbers[name] / numbers.sent)}</small> : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {numbers.waiting > 0 ? <Button size="compact-sm" variant="light" onClick={on_who}>{text.journeys.numbers.who}</Button> : null}
    </section>
  )
}
