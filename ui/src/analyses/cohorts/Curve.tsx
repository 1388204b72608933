// The curve of one cohort over the mean of all. Drawn by hand: it answers while the pointer moves.
import type { CohortMatrix, CohortRow, Measure } from './model'
import { value_of } from './model'
import styles from './Cohorts.module.css'
import { axis_text, type CohortWords } from './words'

const kWidth = 1_000
const kHeight = 120
const kTickAges = 3

interface CurveProps {
  matrix: CohortMatrix
  mean: (number | null)[]
  row: CohortRow | undefined
  words: CohortWords
}

function path(points: (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}

// Age 0 is left out unless sums run: it would flatten everything after it.
function first_age(measure: Measure): number {
  return measure === 'cumulative' ? 0 : 1
}

export function Curve({ matrix, mean, row, words }: CurveProps) {
  const from = first_age(words.measure)
  const last = Math.max(from + 1, matrix.ages.length - 1)
  const values = (row?.cells ?? []).map((cell) => (cell ? value_of(cell, words.measure) : null))
  const shown = [...mean.slice(from), ...values.slice(from)].filter((value): value is number => value !== null)
  const top = Math.max(...shown, 0) * 1.08 || 1
  const place = (age: number, value: number) => [((age - from) / (last - from)) * kWidth, kHeight - (value / top) * kHeight] as const
  const points_of = (line: (number | null)[], keep: (age: number) => boolean) =>
    line.flatMap((value, age) => (value === null || age < from || !keep(age) ? [] : [place(age, value)]))
  const finished = (age: number) => row?.cells[age]?.complete === true
  const last_finished = row ? row.cells.findLastIndex((cell) => cell?.complete) : -1
  const open_ages = (age: number) => age >= last_finished
  const ticks = matrix.ages.filter((age) => age >= from && (age === from || age % kTickAges === 0))
  return (
    <div className={styles.curve}>
      <div className={styles.curve_scale} aria-hidden="true">
        <span>{axis_text(top, words)}</span>
        <span>{axis_text(top / 2, words)}</span>
        <span>{axis_text(0, words)}</span>
      </div>
      <svg viewBox={`0 -4 ${kWidth} ${kHeight + 8}`} preserveAspectRatio="none" aria-hidden="true">
        {[0, 0.5, 1].map((share) => <line key={share} x1="0" x2={kWidth} y1={kHeight * share} y2={kHeight * share} className={styles.grid_line} />)}
        <path d={path(points_of(mean, () => true))} className={styles.mean_line} />
        {row ? <path d={path(points_of(values, finished))} className={styles.cohort_line} /> : null}
        {row ? <path d={path(points_of(values, open_ages))} className={styles.cohort_open} /> : null}
      </svg>
      <div className={styles.curve_ticks} aria-hidden="true">
        {ticks.map((age) => (
          <span key={age} style={{ left: `${((age - from) / (last - from)) * 100}%` }}>{words.age_kind === '30_days' ? age * 30 : age}</span>
        ))}
      </div>
    </div>
  )
}
