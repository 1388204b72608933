// Which days something is asked of, in words: the last 30 days, from day to day.
import { NativeSelect } from '@mantine/core'
import { DayField } from '../kit/DayField'
import { CloseIcon } from '../kit/icons'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import type { WindowDraft, WindowKind } from './draft'
import { NumberField } from './NumberField'

interface WindowFieldProps {
  window: WindowDraft
  removable: boolean
  wrong: boolean
  on_change: (window: WindowDraft | null) => void
}

const kKinds: readonly WindowKind[] = ['last_days', 'between_days_ago', 'more_than_days_ago', 'dates']

// Days and dates are no values of each other.
function other_kind(window: WindowDraft, kind: WindowKind): WindowDraft {
  const were_days = window.kind !== 'dates'
  if (kind === 'dates' || !were_days) return { kind, first: kind === 'dates' ? '' : '30', second: kind === 'between_days_ago' ? '60' : '' }
  const twice = Number(window.first) * 2
  return { kind, first: window.first, second: kind === 'between_days_ago' ? String(twice > 0 ? twice : 60) : '' }
}

export function WindowField({ window, removable, wrong, on_change }: WindowFieldProps) {
  const { text } = useWords()
  const words = text.segments.editor
  const first = (value: string) => on_change({ ...window, first: value })
  const second = (value: string) => on_change({ ...window, second: value })
  const days = (value: string, change: (value: string) => void) => <NumberField label={words.days} value={value} wrong={wrong && value === ''} on_change={change} />
  const [a, b, c = ''] = words[window.kind]
  return (
    <span className={styles.window}>
      <NativeSelect
        size="sm" className={styles.kind ?? ''} aria-label={words.window} value={window.kind} data={kKinds.map((kind) => ({ value: kind, label: words.windows[kind] ?? kind }))}
        onChange={(event) => on_change(other_kind(window, event.currentTarget.value as WindowKind))}
      />
      {window.kind === 'dates' ? (
        <>
          {a ? <span>{a}</span> : null}
          <DayField label={words.first_day} label_hidden value={window.first} on_change={first} className={styles.day} />
          <span>{b}</span>
          <DayField label={words.last_day} label_hidden value={window.second} on_change={second} className={styles.day} />
          {c ? <span>{c}</span> : null}
        </>
      ) : (
        <>
          {a && window.kind !== 'last_days' ? <span>{a}</span> : null}
          {days(window.first, first)}
          <span>{b}</span>
          {window.kind === 'between_days_ago' ? <>{days(window.second, second)}<span>{c}</span></> : null}
        </>
      )}
      {removable ? <button type="button" className={styles.small} aria-label={words.remove_window} onClick={() => on_change(null)}><CloseIcon size={12} /></button> : null}
    </span>
  )
}
