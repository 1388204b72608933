// What a customer brings beside what it cost to win one, by source.
import { useMemo } from 'react'
import { BarList } from '../../../analyses/common/BarList'
import { currency_of } from '../../../analyses/common/result'
import { lever_groups } from '../../../analyses/ltv_levers/model'
import type { Result } from '../../../client/types'
import { question_of } from '../../../filters/search'
import { format_decimal, format_money, kMissing } from '../../../kit/format'
import { useWords } from '../../../locales'
import styles from './Overview.module.css'
import { OverviewCard, type CardProps } from './OverviewCard'

const kSources = 6
const kOwn = { by: 'source' }

function Sources({ result }: { result: Result }) {
  const { text } = useWords()
  const groups = useMemo(() => lever_groups(result).filter(({ ltv }) => ltv !== null).slice(0, kSources), [result])
  const currency = currency_of(result)
  const money = (value: number | null) => (value === null ? kMissing : format_money(value, currency))
  if (groups.length === 0) return <p className={styles.nothing}>{text.overview.too_young}</p>
  return (
    <BarList
      label={text.overview.ltv}
      bars={groups.map(({ name, ltv, cpo, to_cpo, payback_month }) => ({
        name, title: name, value: ltv ?? 0, text: money(ltv), strong: ltv !== null && cpo !== null && ltv < cpo,
        note: cpo === null ? text.overview.no_cpo : [
          text.overview.cpo(money(cpo)), ...(to_cpo === null ? [] : [`${format_decimal(to_cpo, 2)} ${text.planner.times}`]),
          payback_month === null ? text.overview.not_paid_back : text.overview.paid_back(payback_month),
        ].join(' · '),
      }))}
    />
  )
}

export function LtvCard(props: CardProps) {
  const { text } = useWords()
  return (
    <OverviewCard {...props} title={text.overview.ltv} height={280} question={{ ...question_of(props.search), ...kOwn }} leads_to={kOwn}>
      {(result) => <Sources result={result} />}
    </OverviewCard>
  )
}
