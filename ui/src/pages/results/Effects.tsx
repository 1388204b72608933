// Every measure's difference with its interval, each on a line of its own with zero in sight.
import type { CampaignResult } from '../../client/campaign_types'
import { Card } from '../../kit/Card'
import { useWords } from '../../locales'
import { currency_of, signed } from '../../client/result_figures'
import styles from './Results.module.css'
import { drawn_interval } from '../../client/verdict'

export function Effects({ result }: { result: CampaignResult }) {
  const { text } = useWords()
  const currency = currency_of(result)
  return (
    <Card title={text.results.effects} note={text.results.effects_note[result.interval_kind]}>
      <ul className={styles.effects}>
        {result.effects.map((effect) => {
          const { zero, low, point, high } = drawn_interval(effect)
          const write = (value: number) => signed(value, effect, currency, text)
          const name = text.results.measures[effect.measure] ?? effect.measure
          return (
            <li key={effect.measure} className={styles.effect} data-verdict={effect.verdict}>
              <span className={styles.effect_name}>{name}{effect.adjusted_by ? <small>{effect.adjusted_by}</small> : null}</span>
              <span className={styles.effect_value}>{write(effect.per_customer)}</span>
              <span className={styles.line} role="img" aria-label={text.results.effect_spoken(name, write(effect.per_customer), write(effect.interval[0]), write(effect.interval[1]))}>
                <i className={styles.zero} style={{ left: `${zero}%` }} />
                <i className={styles.span} style={{ left: `${low}%`, width: `${high - low}%` }} />
                <i className={styles.dot} style={{ left: `${point}%` }} />
              </span>
              <span className={styles.effect_range}>{write(effect.interval[0])} – {write(effect.interval[1])}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
