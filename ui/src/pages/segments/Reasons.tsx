// The answers of one customer to the questions of a condition: what holds, with its value; what does not, quietly.
import type { Reason } from '../../client/segment_types'
import { value_beside } from './reason_value'
import styles from './Segments.module.css'

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className={styles.why}>
      {reasons.map((reason) => {
        const value = value_beside(reason)
        return (
          <li key={reason.sentence} data-holds={reason.holds}>
            <span aria-hidden="true">{reason.holds ? '○' : '×'} </span>
            {reason.sentence}
            {value === '' ? null : <b>{value}</b>}
          </li>
        )
      })}
    </ul>
  )
}
