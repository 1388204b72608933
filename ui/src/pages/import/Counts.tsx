// What was read, as numbers that can be held against the cart's own.
import { usePlace } from '../../client/session'
import type { ImportCounts } from '../../client/types'
import { format_count, format_money } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Import.module.css'

const order = [
  'rows_read', 'orders', 'orders_new', 'orders_changed', 'orders_same', 'lines', 'credits', 'customers_new', 'sales', 'rows_quarantined', 'totals_differ',
] as const satisfies readonly (keyof ImportCounts)[]

// What deserves a look when it is not nothing.
const warnings = new Set<keyof ImportCounts>(['rows_quarantined', 'totals_differ'])

export function Counts({ counts }: { counts: ImportCounts }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const currency = { code: shop.currency, decimals: shop.currency_decimals }
  return (
    <dl className={styles.counts}>
      {order.filter((name) => name !== 'totals_differ' || counts[name] > 0).map((name) => (
        <div key={name} data-warn={(warnings.has(name) && counts[name] > 0) || undefined}>
          <dt>{text.import.counts[name]}</dt>
          <dd>{name === 'sales' ? format_money(counts.sales, currency) : format_count(counts[name])}</dd>
        </div>
      ))}
    </dl>
  )
}
