// A condition as text, with what it says in words and for how many customers it holds, while it is typed.
import { NativeSelect, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { format_count, format_rate } from '../kit/format'
import { useWords } from '../locales'
import styles from './ConditionField.module.css'
import { explain } from './explain'
import { segment_condition } from './segment_condition'
import { condition_count_query, segments_query } from './segment_queries'
import { usePlace } from './session'

const kQuietMilliseconds = 350

interface ConditionFieldProps {
  label: string
  value: string
  required?: boolean
  error?: string | undefined // of whoever keeps it; the language's own mistakes are told here
  disabled?: boolean
  on_change: (condition: string) => void
}

function Meaning({ condition }: { condition: string }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const asked = condition.trim() === '' ? null : { condition }
  const query = useQuery(condition_count_query(shop.id, asked, language))
  if (!asked) return null
  if (query.isError) return <p className={styles.mistake} role="alert">{explain(query.error, text)}</p>
  const answer = query.data
  if (!answer) return <p className={styles.meaning} aria-busy="true">…</p>
  return (
    <div className={styles.meaning} aria-live="polite">
      {answer.sentence}
      <b>{text.journeys.form.condition_holds(format_count(answer.customers), format_rate(answer.share ?? 0))}</b>
      {answer.unknown_names.length > 0 ? <span className={styles.unknown}>{text.journeys.form.unknown_names(answer.unknown_names.join(', '))}</span> : null}
    </div>
  )
}

function SegmentChoices({ disabled, on_choose }: { disabled: boolean; on_choose: (condition: string) => void }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const segments = useQuery(segments_query(shop.id, language)).data ?? []
  if (segments.length === 0) return null
  return (
    <NativeSelect
      size="xs" aria-label={text.journeys.form.condition_segment} value="" disabled={disabled}
      data={[{ value: '', label: text.journeys.form.condition_segment }, ...segments.map(({ name }) => ({ value: name, label: name }))]}
      onChange={(event) => {
        const name = event.currentTarget.value
        if (name !== '') on_choose(segment_condition(name))
      }}
    />
  )
}

export function ConditionField({ label, value, required = false, error, disabled = false, on_change }: ConditionFieldProps) {
  const { text } = useWords()
  const [settled] = useDebouncedValue(value, kQuietMilliseconds)
  return (
    <div className={styles.field}>
      <Textarea
        label={label} value={value} withAsterisk={required} autosize minRows={2} maxRows={8} placeholder={text.journeys.form.condition_hint} readOnly={disabled}
        error={error} spellCheck={false} classNames={{ input: styles.code ?? '' }} onChange={(event) => on_change(event.currentTarget.value)}
      />
      <Meaning condition={settled} />
      <SegmentChoices disabled={disabled} on_choose={on_change} />
    </div>
  )
}
