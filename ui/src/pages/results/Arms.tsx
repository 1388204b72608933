// Both sides as they are, in sum and per customer.
import type { CampaignResult, ResultArm } from '../../client/campaign_types'
import { Card } from '../../kit/Card'
import { format_count, format_money, format_rate, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import { currency_of } from '../../client/result_figures'
import styles from './Results.module.css'

const kSides = ['treated', 'holdout'] as const
const kPeople = ['sent', 'opened', 'clicked', 'bought'] as const
const kMoney = ['net', 'gross', 'contribution', 'cost'] as const

// n = null: there is no such thing on that side, nobody there was sent anything.
function People({ arm, n }: { arm: ResultArm; n: number | null }) {
  if (n === null) return <td>{kMissing}</td>
  return <td>{format_count(n)}<small>{arm.customers > 0 ? format_rate(n / arm.customers) : kMissing}</small></td>
}

export function Arms({ result }: { result: CampaignResult }) {
  const { text } = useWords()
  const currency = currency_of(result)
  const each = (arm: ResultArm, money: number) => (arm.customers > 0 ? text.results.per_customer(format_money(Math.round(money / arm.customers), currency)) : kMissing)
  return (
    <Card title={text.results.arms}>
      <section className={styles.scroll} aria-label={text.results.arms} tabIndex={0}>
        <table className={styles.arms}>
          <thead>
            <tr>
              <td />
              {kSides.map((side) => <th key={side} scope="col">{text.results.arm[side]}</th>)}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{text.results.customers}</th>
              {kSides.map((side) => <td key={side}>{format_count(result.arms[side].customers)}</td>)}
            </tr>
            {kPeople.map((name) => (
              <tr key={name}>
                <th scope="row">{text.results[name]}</th>
                {kSides.map((side) => <People key={side} arm={result.arms[side]} n={side === 'holdout' && name !== 'bought' ? null : result.arms[side][name]} />)}
              </tr>
            ))}
            <tr>
              <th scope="row">{text.results.orders}</th>
              {kSides.map((side) => <td key={side}>{format_count(result.arms[side].orders)}</td>)}
            </tr>
            {kMoney.map((name) => (
              <tr key={name}>
                <th scope="row">{text.results[name]}</th>
                {kSides.map((side) => <td key={side}>{format_money(Math.round(result.arms[side][name]), currency)}<small>{each(result.arms[side], result.arms[side][name])}</small></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}
