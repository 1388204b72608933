// From accepted to kept: how many orders, and how much money, come so far. Grouped, the rate of every group.
import { useMemo } from 'react'
import { Card } from '../../kit/Card'
import { format_count, format_money_short, format_rate, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { rate_note, rate_value } from '../common/rate_figure'
import { currency_of, number_or_null } from '../common/result'
import { Generic } from '../generic/Generic'
import { cash_steps, is_one_row, shipment_of } from './model'

function Funnel({ descriptor, result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const row = useMemo(() => result.rows[0] ?? {}, [result])
  const steps = useMemo(() => cash_steps(row), [row])
  const shipment = shipment_of(row)
  const pending = number_or_null(row, 'pending')
  const currency = currency_of(result)
  const has_part = (step: string) => descriptor.parts.some(({ value }) => value === step)
  return (
    <Card title={text.cash.title} note={text.cash.note}>
      <FigureRow figures={[
        { name: 'shipment', title: text.cash.shipment, value: rate_value(shipment), note: rate_note(shipment) },
        ...(pending === null ? [] : [{ name: 'pending', title: text.cash.pending, value: text.cash.orders(format_count(pending)), note: text.cash.pending_note }]),
      ]} />
      <BarList
        label={text.cash.title} open_label={text.who.open} on_open={(step) => { if (has_part(step)) open_cell({ values: {}, part: step }) }}
        bars={steps.map(({ step, orders, amount, share }) => ({
          name: step, title: text.cash[step], value: orders, text: text.cash.orders(format_count(orders)),
          note: [share === null ? kMissing : text.cash.of_accepted(format_rate(share)), amount === null ? null : format_money_short(amount, currency, language)].filter((part) => part !== null).join(' · '),
        }))}
      />
    </Card>
  )
}

export function OrderToCash(props: DrawingProps) {
  return is_one_row(props.result) && !props.against ? <Funnel {...props} /> : <Generic {...props} />
}
