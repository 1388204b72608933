// Amounts ranked as lying bars with their interval as a line, each with its name, its figure and a word on what it rests on.
import type { Interval } from '../../kit/interval'
import styles from './BarList.module.css'

export interface ListedBar {
  name: string
  title: string
  value: number | null // null: not known, no bar
  text: string // the figure as it is written
  exact?: string // the same to the last digit, where `text` is short
  note?: string
  interval?: Interval | null
  strong?: boolean
  unfinished?: boolean
}

interface BarListProps {
  bars: readonly ListedBar[]
  label: string
  mark?: number // a value that all are held against: a line across every track
  at_most?: number // where tracks end; what is more is cut, and seen to be
  open_label?: (title: string) => string
  on_open?: ((name: string) => void) | undefined
}

export function BarList({ bars, label, mark, at_most, open_label, on_open }: BarListProps) {
  const most = Math.min(at_most ?? Infinity, Math.max(0, mark ?? 0, ...bars.map(({ value, interval }) => Math.max(value ?? 0, interval?.high ?? 0))))
  const share = (value: number) => (most > 0 ? Math.max(0, Math.min(1, value / most)) * 100 : 0)
  return (
    <ol className={styles.list} aria-label={label}>
      {bars.map(({ name, title, value, text, exact, note, interval, strong, unfinished }) => {
        const inside = (
          <>
            <span className={styles.title}>{title}</span>
            <span className={styles.track} aria-hidden="true">
              {value === null ? null : <span className={styles.fill} data-unfinished={unfinished || undefined} data-cut={value > most || undefined} style={{ width: `${share(value)}%` }} />}
              {interval ? <span className={styles.whisker} style={{ left: `${share(interval.low)}%`, width: `${share(interval.high) - share(interval.low)}%` }} /> : null}
              {mark === undefined ? null : <span className={styles.mark} style={{ left: `${share(mark)}%` }} />}
            </span>
            <span className={styles.figure} title={exact}>{text}</span>
            {note ? <span className={styles.note}>{note}</span> : null}
          </>
        )
        return (
          <li key={name}>
            {on_open ? (
              <button type="button" className={styles.row} data-strong={strong || undefined} aria-label={`${open_label?.(title) ?? title} ${text}`} onClick={() => on_open(name)}>{inside}</button>
            ) : <div className={styles.row} data-strong={strong || undefined}>{inside}</div>}
          </li>
        )
      })}
    </ol>
  )
}
