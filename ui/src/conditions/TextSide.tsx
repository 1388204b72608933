// The condition as text, the same thing as the form above it. An error is shown where it stands.
import { Textarea } from '@mantine/core'
import { explain } from '../client/explain'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import { excerpt } from './excerpt'
import type { ConditionState } from './useCondition'

const kLongest = 64_000

export function TextSide({ state }: { state: ConditionState }) {
  const { text } = useWords()
  const words = text.segments.editor
  const { error, touched } = state
  const own_error = touched === 'text' ? error : null
  const place = own_error?.character ? excerpt(state.text, own_error.character) : null
  return (
    <div className={styles.text_side}>
      <Textarea
        size="sm" label={words.text_label} description={words.text_hint} autosize minRows={2} maxRows={16} maxLength={kLongest} spellCheck={false} value={state.text} error={own_error !== null}
        classNames={{ input: styles.code ?? '' }} data-stale={(touched === 'form' && !state.settled) || undefined} onChange={(event) => state.set_text(event.currentTarget.value)}
      />
      {own_error ? (
        <div className={styles.text_error} role="alert">
          {place ? <code className={styles.excerpt}>{place.before}<mark title={words.here}>{place.here}</mark>{place.after}</code> : null}
          <p>{explain(own_error.error, text)}</p>
        </div>
      ) : null}
    </div>
  )
}
