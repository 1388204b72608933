import type { JourneyState } from '../../client/journey_types'
import { useWords } from '../../locales'
import styles from './Journeys.module.css'

export function StateBadge({ state }: { state: JourneyState }) {
  const { text } = useWords()
  return <span className={styles.state} data-state={state}>{text.journeys.states[state]}</span>
}
