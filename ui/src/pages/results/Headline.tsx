// The sentence: what profit did, or why nobody can tell yet.
import type { CampaignResult, Effect, Measure } from '../../client/campaign_types'
import { format_count, format_money } from '../../kit/format'
import { useWords } from '../../locales'
import { currency_of, signed } from '../../client/result_figures'
import styles from './Results.module.css'
import { moved_otherwise, verdict_of } from '../../client/verdict'

// Which measure the sentence is about, and what the others say where they say something else.
function Measures({ result, told }: { result: CampaignResult; told: Effect }) {
  const { text } = useWords()
  const words = text.results
  const name = (measure: Measure) => words[measure]
  const { raises, lowers } = moved_otherwise(result.effects, told)
  return (
    <p className={styles.soft}>
      {words.speaks_of(words.measures[told.measure] ?? told.measure)}
      {raises.length > 0 ? words.risen(raises.map(name)) : ''}
      {lowers.length > 0 ? words.fallen(lowers.map(name)) : ''}
    </p>
  )
}

export function Headline({ result }: { result: CampaignResult }) {
  const { text } = useWords()
  const verdict = verdict_of(result)
  const currency = currency_of(result)
  const words = text.results
  if (verdict.kind === 'nothing') {
    return (
      <section className={styles.headline} data-verdict="nothing">
        <h2>{words.nothing}</h2>
        <p>{words.nothing_text}</p>
      </section>
    )
  }
  const { effect } = verdict
  const write = (value: number) => signed(value, effect, currency, text)
  const size = format_money(Math.round(Math.abs(effect.per_customer)), currency)
  const measure = words[effect.measure]
  const [low, high] = effect.interval
  const decided = verdict.kind === 'raises' || verdict.kind === 'lowers'
  const includes_zero = low <= 0 && high >= 0
  const more_needed = verdict.kind === 'undecided' || verdict.kind === 'too_few' ? verdict.more_needed : null
  const unknown = more_needed === null ? words.no_effect(measure) : words.undecided(measure)
  const said = { raises: words.raises(measure, size), lowers: words.lowers(measure, size), undecided: unknown, no_effect: unknown, too_few: unknown }
  return (
    <section className={styles.headline} data-verdict={verdict.kind}>
      <h2>{said[verdict.kind]}</h2>
      <p>{includes_zero ? words.between_undecided(write(low), write(high)) : words.between(write(low), write(high))}</p>
      {decided ? <p>{words.total(write(effect.total), format_count(result.arms.treated.customers))}<span className={styles.together}>（{write(effect.total_interval[0])} – {write(effect.total_interval[1])}）</span></p> : null}
      {verdict.kind === 'too_few' ? <p>{words.too_few}</p> : null}
      {more_needed === null ? null : <p>{words.more_needed(format_count(more_needed))}</p>}
      {verdict.kind === 'no_effect' ? <p>{words.enough}</p> : null}
      <Measures result={result} told={effect} />
    </section>
  )
}
