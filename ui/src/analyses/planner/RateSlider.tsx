// One rate to plan: where it stands today, and where it is put.
import type { CSSProperties } from 'react'
import { useWords } from '../../locales'
import styles from './Planner.module.css'

interface RateSliderProps {
  title: string
  today: number // percent
  planned: number
  worth: string | null // of one point, a month
  on_move: (percent: number) => void
  on_rest: () => void
}

export function RateSlider({ title, today, planned, worth, on_move, on_rest }: RateSliderProps) {
  const { text } = useWords()
  const change = Math.round((planned - today) * 10) / 10
  return (
    <label className={styles.rate}>
      <span className={styles.rate_title}>{title}</span>
      <span className={styles.rate_figure}>
        {planned.toFixed(1)} %
        <span className={styles.rate_change} data-moved={change !== 0 || undefined}>
          {change === 0 ? text.planner.as_today : `${change > 0 ? '▲ +' : '▼ −'}${Math.abs(change).toFixed(1)} ${text.compare.points}`}
        </span>
      </span>
      <span className={styles.rate_track}>
        <input
          type="range" min={0} max={100} step={0.1} value={planned} aria-label={title} aria-valuetext={`${planned.toFixed(1)} %`} className={styles.range}
          style={{ '--planned': `${planned}%` } as CSSProperties} onChange={(event) => on_move(Number(event.currentTarget.value))} onPointerUp={on_rest} onKeyUp={on_rest} onBlur={on_rest}
        />
        <span className={styles.today} style={{ left: `calc(9px + (100% - 18px) * ${today / 100})` }} aria-hidden="true" />
      </span>
      {worth === null ? null : <span className={styles.worth}>{text.planner.worth(worth)}</span>}
    </label>
  )
}
