// The matrix itself: one hue, finished cells shaded, unfinished ones hatched. One cell takes the keyboard focus;
// arrows move it, Enter opens the customers behind it.
import { memo, useRef, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react'
import { format_count, format_month } from '../../kit/format'
import styles from './Cohorts.module.css'
import { scale_of, step_of, value_of, type CohortCell, type CohortMatrix, type Scale } from './model'
import { age_text, cell_text, full_text, type CohortWords } from './words'

const kSteps = 9

interface MatrixProps {
  matrix: CohortMatrix
  mean: (number | null)[]
  words: CohortWords
  on_touch: (cohort: string | null) => void
  on_open: (cohort: string, age: number) => void
}

function style_of(cell: CohortCell, scale: Scale, words: CohortWords) {
  if (!cell.complete) return undefined
  // The first purchase itself is outside of the scale: everybody is in it.
  if (cell.age === 0 && words.measure !== 'cumulative') return { background: 'var(--sunken)' }
  const step = step_of(value_of(cell, words.measure), scale, kSteps)
  return { background: `var(--step-${step})`, color: `var(--step-${step}-ink)` }
}

function describe(cohort: string, cell: CohortCell, words: CohortWords): string {
  const { text, language } = words
  const name = text.cohorts.cell(format_month(cohort, language), age_text(cell.age, words))
  const counts = `${format_count(cell.active)}/${format_count(cell.customers)}`
  return `${name} ${full_text(value_of(cell, words.measure), words)} (${counts})${cell.complete ? '' : ` ${text.cohorts.unfinished}`}`
}

function cell_under(target: EventTarget): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cohort]') : null
}

const moves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

function MatrixOf({ matrix, mean, words, on_touch, on_open }: MatrixProps) {
  const { text, language } = words
  const table = useRef<HTMLTableElement>(null)
  const scale = scale_of(matrix, words.measure)
  const first = matrix.rows[0]?.cohort

  const open = (target: EventTarget) => {
    const cell = cell_under(target)
    if (cell?.dataset['age'] !== undefined) on_open(cell.dataset['cohort'] ?? '', Number(cell.dataset['age']))
  }
  const on_key = (event: KeyboardEvent) => {
    const cell = cell_under(event.target)
    if (!cell) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      open(event.target)
      return
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    const row = matrix.rows.findIndex(({ cohort }) => cohort === cell.dataset['cohort']) + move[0]
    const age = Number(cell.dataset['age']) + move[1]
    const next = table.current?.querySelector<HTMLElement>(`[data-cohort="${matrix.rows[row]?.cohort}"][data-age="${age}"]`)
    if (!next) return
    cell.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }
  const touch = (event: MouseEvent | FocusEvent) => on_touch(cell_under(event.target)?.dataset['cohort'] ?? null)

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table walked with arrows is a grid
    <table role="grid"
      ref={table} className={styles.matrix} aria-label={text.cohorts.title}
      onClick={(event) => open(event.target)} onKeyDown={on_key} onMouseOver={touch} onFocus={touch} onMouseLeave={() => on_touch(null)}
    >
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>{text.cohorts.cohort}</th>
          <th scope="col" className={styles.size}>{text.cohorts.size}</th>
          {matrix.ages.map((age) => (
            <th key={age} scope="col" title={age_text(age, words)}>{words.age_kind === '30_days' ? age * 30 : age}</th>
          ))}
        </tr>
        <tr className={styles.mean}>
          <th scope="row" className={styles.corner} title={text.cohorts.mean_hint}>
            {words.measure === 'rate' || words.measure === 'cumulative' ? text.cohorts.mean : text.cohorts.plain_mean}
          </th>
          <td className={styles.size} />
          {mean.map((value, age) => <td key={age}>{value === null ? '' : cell_text(value, words)}</td>)}
        </tr>
      </thead>
      <tbody>
        {matrix.rows.map((row) => (
          <tr key={row.cohort} data-newest={row.newest || undefined}>
            <th scope="row" className={styles.corner}>
              {format_month(row.cohort, language)}
              {row.newest ? <span className={styles.newest} title={text.cohorts.newest} aria-label={text.cohorts.newest}>◆</span> : null}
            </th>
            <td className={styles.size}>{format_count(row.customers)}</td>
            {row.cells.map((cell, age) =>
              cell === null ? <td key={age} className={styles.hole} /> : (
                <td
                  key={age} data-cohort={row.cohort} data-age={age} tabIndex={row.cohort === first && age === 0 ? 0 : -1}
                  className={cell.complete ? styles.cell : styles.unfinished} style={style_of(cell, scale, words)}
                  aria-label={describe(row.cohort, cell, words)} title={describe(row.cohort, cell, words)}
                >
                  {cell_text(value_of(cell, words.measure), words)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const Matrix = memo(MatrixOf)
