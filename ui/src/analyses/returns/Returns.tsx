// Why goods came back, most first, in orders or in money, and what was exchanged. Grouped, one figure of every group and reason.
import { useMemo } from 'react'
import type { Row } from '../../client/types'
import { Card } from '../../kit/Card'
import { format_count, format_decimal, format_money, format_money_short, format_rate, kMissing } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { rate_note, rate_value } from '../common/rate_figure'
import { code_titles } from '../common/ResultTable'
import { currency_of, is_grouped } from '../common/result'
import { Generic } from '../generic/Generic'
import { kMeasures, ranked, returns_of } from './model'

function Reasons({ descriptor, result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const narrow = useNarrow()
  const { all, reasons } = useMemo(() => returns_of(result), [result])
  const measure = kMeasures.find((one) => one === search['focus']) ?? 'returns'
  const bars = useMemo(() => ranked(reasons, measure), [reasons, measure])
  const titles = code_titles(descriptor, 'reason')
  const currency = currency_of(result)
  const words = text.returns
  const choice = (
    <ChoiceOf label={text.generic.measure} value={measure} choices={kMeasures.map((one) => ({ value: one, label: words[one] }))} narrow={narrow} on_choose={(value) => on_change({ focus: value })} />
  )
  return (
    <Card title={words.title} note={reasons.length > 0 ? words.note : words.nothing} tools={choice}>
      {all ? (
        <FigureRow figures={[
          { name: 'returned', title: words.rate, value: rate_value(all.returned), note: rate_note(all.returned) },
          { name: 'amount', title: words.amount_back, value: <span title={format_money(all.amount, currency)}>{format_money_short(all.amount, currency, language)}</span>, note: all.amount_rate === null ? '' : words.of_sales(format_rate(all.amount_rate)) },
          { name: 'exchanged', title: words.exchanged, value: text.cash.orders(format_count(all.exchanged)), note: all.returned.hits > 0 ? words.of_returns(format_rate(all.exchanged / all.returned.hits)) : '' },
          { name: 'days', title: words.days, value: all.days_median === null ? kMissing : words.in_days(format_decimal(all.days_median)), note: all.days_p90 === null ? '' : words.nine_of_ten(format_decimal(all.days_p90)) },
        ]} />
      ) : null}
      <BarList
        label={words.title} open_label={text.who.open} on_open={(reason) => open_cell({ values: { reason } })}
        bars={bars.map(({ reason, returned, amount, exchanged }) => ({
          name: reason, title: titles?.get(reason) ?? reason, value: measure === 'returns' ? returned.hits : amount,
          text: measure === 'returns' ? text.cash.orders(format_count(returned.hits)) : format_money_short(amount, currency, language),
          ...(measure === 'returns' ? {} : { exact: format_money(amount, currency) }),
          note: [
            measure === 'returns' ? format_money_short(amount, currency, language) : text.cash.orders(format_count(returned.hits)), returned.rate === null ? '' : words.of_shipped(rate_value(returned)),
            exchanged > 0 ? words.exchanged_of(format_count(exchanged)) : '',
          ].filter((part) => part !== '').join(' · '),
        }))}
      />
    </Card>
  )
}

function is_reason(row: Row): boolean {
  return row['reason'] !== 'all'
}

export function Returns(props: DrawingProps) {
  if (is_grouped(props.result)) return <Generic {...props} />
  return props.against ? <Generic {...props} only={is_reason} /> : <Reasons {...props} />
}
