// The answers of one customer to the questions of a condition: what holds, with its value; what does not, quietly.
import type { Reason } from '../../client/segment_types'
import styles from './Segments.module.css'

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className={styles.why}>
      {reasons.map(({ sentence, value, holds }) => (
        <li key={sentence} data-holds={holds}>
          <span aria-hidden="true">{holds ? '○' : '×'} </span>
          {sentence}
          {value === null || value === '' ? null : <b>{value}</b>}
        </li>
      ))}
    </ul>
  )
}
