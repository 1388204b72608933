// A few figures in a row, each under its name: what a drawing says first.
import type { ReactNode } from 'react'
import styles from './common.module.css'

export interface Figure {
  name: string
  title: string
  value: ReactNode
  note?: ReactNode // what it rests on: counts, an interval
}

export function FigureRow({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, title, value, note }) => (
        <div key={name}>
          <dt>{title}</dt>
          <dd>{value}</dd>
          {note ? <dd className={styles.figure_note}>{note}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
