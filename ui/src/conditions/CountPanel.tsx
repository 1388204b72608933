// How many fulfil the condition, of how many, and what it says as a sentence. What is wrong is said where it stands, not here.
import { format_count, format_day, format_rate } from '../kit/format'
import { Note } from '../kit/Note'
import { Shimmer } from '../kit/Shimmer'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import type { ConditionState } from './useCondition'

export function CountPanel({ state }: { state: ConditionState }) {
  const { text, language } = useWords()
  const words = text.segments
  const { counted, error, missing, settled } = state
  if (!counted) {
    if (error) return <p className={styles.hint}>{words.editor.mend}</p>
    return missing.size > 0 ? <p className={styles.hint}>{words.editor.fill}</p> : <Shimmer height={140} />
  }
  const share = counted.share ?? 0
  return (
    <div className={styles.count} data-stale={!settled || undefined} aria-busy={!settled}>
      <p className={styles.customers} role="status"><b>{format_count(counted.customers)}</b>{text.units['customers'] ? <span>{text.units['customers']}</span> : null}</p>
      <div className={styles.share} aria-hidden="true"><span style={{ width: `${Math.min(100, share * 100)}%` }} /></div>
      <p className={styles.soft}>{counted.share === null ? '' : `${words.of(format_count(counted.of))} ${format_rate(share)} · `}{words.as_of(format_day(counted.as_of, language))}</p>
      <p className={styles.sentence}>{counted.sentence}</p>
      {counted.unknown_names.length > 0 ? <Note tone="warn">{words.editor.unknown_names(counted.unknown_names.join('、'))}</Note> : null}
      {missing.size > 0 ? <p className={styles.hint}>{words.editor.fill}</p> : null}
      {error ? <p className={styles.hint}>{words.editor.mend}</p> : null}
    </div>
  )
}
