import { useWords } from '../../locales'
import styles from './Customers.module.css'

export function StageBadge({ purchases }: { purchases: number }) {
  const { text } = useWords()
  return <span className={styles.badge} data-stage={Math.min(purchases, 6)}>{text.customers.stage_value(purchases)}</span>
}
