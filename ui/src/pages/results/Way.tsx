// The way back to what this is the result of.
import { Link } from '@tanstack/react-router'
import type { ResultOf } from '../../client/campaign_queries'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useWords } from '../../locales'
import styles from './Results.module.css'

export function Way({ of, id }: { of: ResultOf; id: Id }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = `← ${text.results.back}`
  return of === 'journeys'
    ? <Link to="/shops/$shop/journeys/$journey" params={{ shop: shop.id, journey: id }} className={styles.back}>{words}</Link>
    : <Link to="/shops/$shop/campaigns/$campaign" params={{ shop: shop.id, campaign: id }} className={styles.back}>{words}</Link>
}
