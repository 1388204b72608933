// What customers cost to win. By source: CPO beside what a year brings against it, held to once, and the trials that lead on.
// By month: both as they went.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { format_money, format_money_short, kMissing } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { useWords } from '../../locales'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { rate_note, rate_value } from '../common/rate_figure'
import { ResultTable } from '../common/ResultTable'
import { currency_of } from '../common/result'
import { ByMonth } from './ByMonth'
import { BySource } from './BySource'
import { sum_of, won_groups } from './model'

const kColumns = ['group', 'customers', 'cost', 'trials', 'trial_conversion_rate', 'cpr', 'cpo', 'roas', 'year_value', 'year_value_to_cpo']
const kBy = ['source', 'month'] as const

function Figures({ result, on_change }: DrawingProps) {
  const { text, language } = useWords()
  const narrow = useNarrow()
  const all = useMemo(() => sum_of(won_groups(result)), [result])
  const currency = currency_of(result)
  const money = (value: number | null) => (value === null ? kMissing : <span title={format_money(value, currency)}>{format_money_short(value, currency, language)}</span>)
  const by = result.parameters['by'] === 'month' ? 'month' : 'source'
  return (
    <Card title={text.acquisition.title} tools={<ChoiceOf label={text.acquisition.by} value={by} choices={kBy.map((one) => ({ value: one, label: text.acquisition[one] }))} narrow={narrow} on_choose={(value) => on_change({ by: value })} />}>
      <FigureRow figures={all === null ? [{ name: 'cost', title: text.acquisition.cost, value: kMissing, note: text.acquisition.no_cost }] : [
        { name: 'cost', title: text.acquisition.cost, value: money(all.cost) },
        { name: 'cpr', title: text.acquisition.cpr, value: money(all.cpr), note: text.acquisition.among[by] },
        { name: 'cpo', title: text.acquisition.cpo, value: money(all.cpo), note: text.acquisition.among[by] },
        { name: 'conversion', title: text.acquisition.conversion, value: rate_value(all.conversion), note: rate_note(all.conversion) },
      ]} />
    </Card>
  )
}

export function Acquisition(props: DrawingProps) {
  const { descriptor, result } = props
  const { text } = useWords()
  return (
    <>
      <Figures {...props} />
      {result.parameters['by'] === 'month' ? <ByMonth {...props} /> : <BySource {...props} />}
      <Card title={text.acquisition.table}><ResultTable result={result} descriptor={descriptor} label={text.acquisition.table} order={kColumns} height={480} /></Card>
    </>
  )
}
