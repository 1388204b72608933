// The as-of day under the hand: every day between the first and the last known one, marked at months. It tells each day it
// passes, and once more where it came to rest.
import type { KeyboardEvent } from 'react'
import { useMemo } from 'react'
import { format_day, format_month } from '../kit/format'
import { day_number, day_text } from '../kit/days'
import { useWords } from '../locales'
import styles from './AsOfSlider.module.css'
import { day_scale, month_away } from './day_scale'

interface AsOfSliderProps {
  first_day: string
  last_day: string
  day: string
  on_move: (day: string) => void
  on_rest: (day: string) => void
}

const kMonths: Record<string, number> = { PageDown: -1, PageUp: 1 }

export function AsOfSlider({ first_day, last_day, day, on_move, on_rest }: AsOfSliderProps) {
  const { text, language } = useWords()
  const { first, last, marks } = useMemo(() => day_scale(first_day, last_day), [first_day, last_day])
  const rest = () => on_rest(day)
  const on_key = (event: KeyboardEvent) => {
    const months = kMonths[event.key]
    if (months === undefined) return
    event.preventDefault()
    on_move(month_away(day, months, { first_day, last_day }))
  }
  if (first >= last) return null
  return (
    <div className={styles.slider}>
      <input
        type="range" className={styles.range} aria-label={text.filters.as_of} aria-valuetext={format_day(day, language)}
        min={first} max={last} step={1} value={day_number(day)}
        style={{ '--share': (day_number(day) - first) / (last - first) } as React.CSSProperties}
        onChange={(event) => on_move(day_text(Number(event.currentTarget.value)))}
        onPointerUp={rest} onKeyUp={rest} onBlur={rest} onKeyDown={on_key}
      />
      <div className={styles.marks} aria-hidden="true">
        {marks.map(({ month, share, named }) => (
          <span key={month} className={styles.mark} data-named={named || undefined} style={{ left: `${share * 100}%` }}>
            {named && share < 0.97 ? <span className={styles.name}>{format_month(month, language)}</span> : null}
          </span>
        ))}
      </div>
    </div>
  )
}
