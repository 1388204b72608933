// Figures with two names as a matrix in one hue; what is not finished is hatched. One cell takes the keyboard focus; arrows
// move it, Enter opens who stands behind it.
import { useMemo, useRef, type KeyboardEvent } from 'react'
import type { CellValue, Row } from '../../client/types'
import { heat_grid, shade } from './heat'
import styles from './common.module.css'

interface HeatTableProps {
  rows: readonly Row[]
  down: string
  across: string
  across_order?: readonly CellValue[] // of the columns; as they come when left out
  label: string
  corner: string
  down_text: (value: CellValue) => string
  across_text: (value: CellValue) => string
  value: (row: Row) => number | null
  value_text: (row: Row) => string
  hint?: (row: Row) => string // beside its names, for who hovers or listens
  unfinished?: (row: Row) => boolean
  whole?: boolean // all rows are seen at once; else a long matrix scrolls within the screen
  apart?: (row: Row) => boolean // of another size than the rest: written but not shaded, so that the rest can be told apart
  on_open?: (row: Row) => void
}

const kMoves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

function cell_at(target: EventTarget) {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-line]') : null
  return cell ? { cell, line: Number(cell.dataset['line']), place: Number(cell.dataset['place']) } : null
}

export function HeatTable({ rows, down, across, across_order, label, corner, down_text, across_text, value, value_text, hint, unfinished, whole, apart, on_open }: HeatTableProps) {
  const table = useRef<HTMLTableElement>(null)
  const grid = useMemo(() => heat_grid(rows, down, across, across_order), [rows, down, across, across_order])
  const most = Math.max(0, ...rows.flatMap((row) => (unfinished?.(row) || apart?.(row) ? [] : [value(row) ?? 0])))
  const open = (target: EventTarget) => {
    const found = cell_at(target)
    const row = found ? grid.lines[found.line]?.cells[found.place] : null
    if (row) on_open?.(row)
  }
  const on_key = (event: KeyboardEvent) => {
    const found = cell_at(event.target)
    if (!found) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      open(event.target)
      return
    }
    const move = kMoves[event.key]
    if (!move) return
    event.preventDefault()
    const next = table.current?.querySelector<HTMLElement>(`[data-line="${found.line + move[0]}"][data-place="${found.place + move[1]}"]`)
    if (!next) return
    found.cell.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }
  return (
    <section className={styles.heat_scroll} data-whole={whole || undefined} tabIndex={0} aria-label={label}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table walked with arrows is a grid */}
      <table ref={table} role="grid" className={styles.heat} aria-label={label} onClick={(event) => open(event.target)} onKeyDown={on_key}>
        <thead>
          <tr>
            <th scope="col" className={styles.heat_corner}>{corner}</th>
            {grid.across.map((place) => <th key={String(place)} scope="col">{across_text(place)}</th>)}
          </tr>
        </thead>
        <tbody>
          {grid.lines.map(({ name, cells }, line) => (
            <tr key={String(name)}>
              <th scope="row" className={styles.heat_corner}>{down_text(name)}</th>
              {cells.map((row, place) => {
                if (row === null) return <td key={String(grid.across[place])} />
                const open_ended = unfinished?.(row) ?? false
                const stands_apart = apart?.(row) ?? false
                const step = open_ended || stands_apart ? null : shade(value(row), most)
                const told = `${down_text(name)} · ${across_text(grid.across[place] ?? null)} ${value_text(row)}${hint ? ` ${hint(row)}` : ''}`
                return (
                  <td
                    key={String(grid.across[place])} data-line={line} data-place={place} data-unfinished={open_ended || undefined} data-apart={stands_apart || undefined} data-opens={on_open ? true : undefined}
                    tabIndex={line === 0 && place === 0 ? 0 : -1} title={told} aria-label={told}
                    style={step === null ? undefined : { background: `var(--step-${step})`, color: `var(--step-${step}-ink)` }}
                  >
                    {value_text(row)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
