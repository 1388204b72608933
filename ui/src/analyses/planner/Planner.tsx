// What would come of other rates: the links as they are today, each to be moved, and beside them LTV, LTV / CPO and the profit
// of a month as they would be; of purchases or of the rounds of subscriptions. The answer follows the hand; the URL hears of it
// once it rests.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { analysis_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import type { Result } from '../../client/types'
import { usePacedAnalysis } from '../../client/usePacedAnalysis'
import { question_of } from '../../filters/search'
import { Card } from '../../kit/Card'
import { format_decimal, format_money, format_money_short, kMissing } from '../../kit/format'
import { Shimmer } from '../../kit/Shimmer'
import { useNarrow } from '../../kit/useNarrow'
import { useWords } from '../../locales'
import { Change } from '../common/Change'
import { ChoiceOf } from '../common/ChoiceOf'
import { difference_of } from '../common/differences'
import type { DrawingProps } from '../common/drawing'
import { currency_of } from '../common/result'
import { known_links, link_title, type ChainName } from '../weakest_link/model'
import { kPlannedMeasures, percent_of, rates_text, read_rates, scenario_of, with_rate, type PlannedMeasure } from './model'
import styles from './Planner.module.css'
import { RateSlider } from './RateSlider'

const kLinks = 6
const kChains: readonly ChainName[] = ['purchase', 'round']

function Outcome({ result, chain, moved }: { result: Result; chain: ChainName; moved: boolean }) {
  const { text, language } = useWords()
  const currency = currency_of(result)
  const written = (measure: PlannedMeasure, value: number | null) => {
    if (value === null) return kMissing
    if (measure === 'ltv_to_cpo') return `${format_decimal(value, 2)} ${text.planner.times}`
    return measure === 'ltv' ? format_money(value, currency) : format_money_short(value, currency, language)
  }
  const cpo = scenario_of(result, 'cpo').today
  return (
    <div className={styles.outcome} aria-live="polite">
      {kPlannedMeasures.map((measure) => {
        const { today, plan } = scenario_of(result, measure)
        return (
          <div key={measure}>
            <span className={styles.name}>{measure === 'ltv' && chain === 'round' ? text.planner.contract_ltv : text.planner[measure]}</span>
            <strong title={plan === null || measure === 'ltv_to_cpo' ? undefined : format_money(plan, currency)}>{written(measure, plan)}</strong>
            {moved ? <Change difference={difference_of(plan, today)} type={measure === 'ltv_to_cpo' ? 'decimal' : 'money'} currency={currency} in_short /> : null}
            <span className={styles.was}>{text.planner.today(written(measure, today))}</span>
          </div>
        )
      })}
      {cpo === null ? <p className={styles.no_cpo}>{text.planner.no_cpo}</p> : null}
    </div>
  )
}

export function Planner({ shop, result, search, on_change }: DrawingProps) {
  const { text, language } = useWords()
  const narrow = useNarrow()
  const [moved, set_moved] = useState<string | null>(null)
  const told = search['rates'] ?? ''
  const rates = useMemo(() => read_rates(moved ?? told), [moved, told])
  const chain: ChainName = search['chain'] === 'round' ? 'round' : 'purchase'
  const { rates: _, chain: __, cpo, ...shared } = question_of(search)
  const links = useQuery(analysis_query(shop, 'weakest_link', { ...shared, stage_max: kLinks, rounds_max: kLinks }, language))
  const plan = usePacedAnalysis(shop, 'planner', { ...shared, chain, ...(cpo ? { cpo } : {}), ...(rates.size > 0 ? { rates: rates_text(rates) } : {}) }, language)
  const shown = plan.data ?? result
  const rest = () => {
    if (moved !== null) on_change({ rates: moved === '' ? null : moved })
    set_moved(null)
  }
  const currency = currency_of(result)
  return (
    <Card
      title={text.planner.title} note={text.planner.alone}
      tools={(
        <>
          {rates.size > 0 ? <Button size="xs" variant="default" onClick={() => { set_moved(null); on_change({ rates: null }) }}>{text.planner.reset}</Button> : null}
          {chain === 'round' || links.data?.rows.some((row) => row['chain'] === 'round') ? (
            <ChoiceOf
              label={text.planner.chain} value={chain} narrow={narrow} choices={kChains.map((value) => ({ value, label: text.planner[value] }))}
              on_choose={(value) => { set_moved(null); on_change({ chain: value === 'round' ? value : null, rates: null }) }}
            />
          ) : null}
        </>
      )}
    >
      <div className={styles.layout}>
        <QueryPanel query={links} skeleton={<Shimmer height={360} />}>
          {(today) => (
            <div className={styles.rates}>
              {known_links(today).filter((link) => link.chain === chain).toSorted((a, b) => a.stage - b.stage).map((link) => {
                const { stage, rate, worth } = link
                if (rate.rate === null) return null
                const now = percent_of(rate.rate)
                return (
                  <RateSlider
                    key={`${chain}:${stage}`} title={link_title(link, text)} today={now} planned={rates.get(stage) ?? now} worth={worth === null ? null : format_money_short(Math.round(worth), currency, language)}
                    on_move={(percent) => set_moved(rates_text(with_rate(rates, stage, percent, now)))} on_rest={rest}
                  />
                )
              })}
            </div>
          )}
        </QueryPanel>
        <Outcome result={shown} chain={chain} moved={rates.size > 0} />
      </div>
    </Card>
  )
}
