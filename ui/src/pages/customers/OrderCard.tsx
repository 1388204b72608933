// One order: what it was worth, and from order to money step by step with the days between.
import type { OrderStory } from '../../client/customer_types'
import type { Day } from '../../client/types'
import { format_count, format_day, format_money, type Currency } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Customer.module.css'
import { short_day } from './days'
import { shown_steps, type ShownStep } from './order_story'

function Step({ step, currency }: { step: ShownStep; currency: Currency }) {
  const { text, language } = useWords()
  const words = text.customers
  const when = step.kind === 'payment_due' ? words.due_on(short_day(step.day, language)) : step.days === 0 ? words.same_day : words.after_days(format_count(step.days))
  const title = [format_day(step.day, language), step.reason].filter(Boolean).join(' · ')
  return (
    <li data-tone={step.tone} title={title}>
      <span className={styles.step}>{words.steps[step.kind] ?? step.kind}</span>
      <span className={styles.soft}>{step.kind === 'accepted' ? short_day(step.day, language) : when}</span>
      {step.amount ? <span className={styles.soft}>{format_money(-step.amount, currency)}</span> : null}
      {step.reason ? <span className={styles.reason}>{step.reason}</span> : null}
    </li>
  )
}

export function OrderCard({ order, as_of, currency }: { order: OrderStory; as_of: Day | null; currency: Currency }) {
  const { text, language } = useWords()
  const words = text.customers
  const about = [order.source, order.payment_method, order.round === null ? null : words.round(order.round)].filter(Boolean).join(' · ')
  return (
    <li className={styles.order} data-cancelled={order.state === 'cancelled' || undefined}>
      <div className={styles.order_head}>
        <b>{order.kind === 'credit' ? words.credit(order.number) : words.order(order.number)}</b>
        <span className={styles.order_money}>{format_money(order.net, currency)}</span>
      </div>
      <p className={styles.soft}>
        {format_day(order.ordered_day, language)}{about ? ` · ${about}` : ''}
        {order.is_purchase || order.kind === 'credit' ? null : <span className={styles.flag}>{order.kind === 'replacement' ? words.replacement : words.not_a_purchase}</span>}
      </p>
      <ol className={styles.steps}>{shown_steps(order, as_of).map((step) => <Step key={step.kind + step.day} step={step} currency={currency} />)}</ol>
      {order.lines.length > 0 ? (
        <details className={styles.details}>
          <summary>{words.lines(format_count(order.lines.length))}</summary>
          <ul className={styles.line_list}>
            {order.lines.map((line, i) => (
              <li key={`${line.product_code}${i}`}>
                <span>{line.product_name || line.product_code} <span className={styles.soft}>{words.pieces(format_count(line.quantity))}</span></span>
                <span>{format_money(line.amount, currency)}</span>
                {line.out_of_stock_quantity > 0 ? <span className={styles.flag}>{words.line_missing(format_count(line.out_of_stock_quantity))}</span> : null}
                {line.returned_quantity > 0 ? <span className={styles.flag}>{words.line_returned(format_count(line.returned_quantity))}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  )
}
