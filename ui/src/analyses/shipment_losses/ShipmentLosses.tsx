// Why orders did not reach their customers, worst first, in orders or in money. Grouped, one figure of every group.
import { useMemo } from 'react'
import type { Row } from '../../client/types'
import { Card } from '../../kit/Card'
import { format_count, format_money, format_money_short, format_rate, kMissing } from '../../kit/format'
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
import { kMeasures, losses_of, ranked } from './model'

function Losses({ descriptor, result, search, on_change, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const narrow = useNarrow()
  const losses = useMemo(() => losses_of(result), [result])
  const measure = kMeasures.find((one) => one === search['focus']) ?? 'share'
  const bars = useMemo(() => ranked(losses, measure), [losses, measure])
  const titles = code_titles(descriptor, 'outcome')
  const title_of = (outcome: string) => titles?.get(outcome) ?? outcome
  const currency = currency_of(result)
  const share_of = (part: number, whole: number) => text.losses.of_all(whole > 0 ? format_rate(part / whole) : kMissing)
  const waiting = (['shipped', 'pending', 'overdue'] as const).flatMap((name) => losses.fates.get(name) ?? [])
  const choice = (
    <ChoiceOf label={text.generic.measure} value={measure} choices={kMeasures.map((one) => ({ value: one, label: text.losses[one] }))} narrow={narrow} on_choose={(value) => on_change({ focus: value })} />
  )
  return (
    <Card title={text.losses.title} note={losses.lost.length > 0 ? text.losses.note : text.losses.nothing} tools={choice}>
      <FigureRow figures={[
        { name: 'lost', title: text.losses.lost, value: text.cash.orders(format_count(losses.lost_orders)), note: share_of(losses.lost_orders, losses.orders) },
        { name: 'amount', title: text.losses.lost_amount, value: <span title={format_money(losses.lost_amount, currency)}>{format_money_short(losses.lost_amount, currency, language)}</span>, note: share_of(losses.lost_amount, losses.amount) },
        ...waiting.map(({ outcome, share }) => ({ name: outcome, title: title_of(outcome), value: rate_value(share), note: rate_note(share) })),
      ]} />
      <BarList
        label={text.losses.title} open_label={text.who.open} on_open={(outcome) => open_cell({ values: { outcome } })}
        bars={bars.map(({ outcome, share, amount }) => ({
          name: outcome, title: title_of(outcome), value: measure === 'share' ? share.rate : amount, unfinished: outcome === 'overdue',
          text: measure === 'share' ? rate_value(share) : format_money_short(amount, currency, language),
          ...(measure === 'share' ? { interval: share.interval } : { exact: format_money(amount, currency) }),
          note: [
            measure === 'share' ? rate_note(share) : text.cash.orders(format_count(share.hits)), measure === 'share' ? format_money_short(amount, currency, language) : share_of(amount, losses.amount),
            outcome === 'overdue' ? text.losses.overdue_note : outcome === 'out_of_stock' && amount > 0 ? text.losses.out_of_stock_note : '',
          ].filter((part) => part !== '').join(' · '),
        }))}
      />
    </Card>
  )
}

// Beside the many that are shipped no loss could be told from another.
function is_not_shipped(row: Row): boolean {
  return row['outcome'] !== 'shipped'
}

export function ShipmentLosses(props: DrawingProps) {
  return is_grouped(props.result) || props.against ? <Generic {...props} only={is_not_shipped} /> : <Losses {...props} />
}
