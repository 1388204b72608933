// How long each leg of the way takes: half, three quarters and nine tenths of the orders, and how many were in time. Grouped, one
// figure of every group.
import { Card } from '../../kit/Card'
import { format_count, format_decimal, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { rate_note, rate_value } from '../common/rate_figure'
import { is_grouped } from '../common/result'
import { code_titles } from '../common/ResultTable'
import { Generic } from '../generic/Generic'
import { legs_of } from './model'

export function Delivery(props: DrawingProps) {
  const { text } = useWords()
  const { descriptor, result, against } = props
  if (is_grouped(result) || against) return <Generic {...props} />
  const titles = code_titles(descriptor, 'leg')
  const title_of = (name: string) => descriptor.columns.find((column) => column.name === name)?.title ?? name
  const days = (value: number | null) => (value === null ? kMissing : text.delivery.days(format_decimal(value, Number.isInteger(value) ? 0 : 1)))
  return (
    <>
      {legs_of(result).map(({ leg, orders, median, p75, p90, rates }) => (
        <Card key={leg} title={titles?.get(leg) ?? leg} note={text.cash.orders(format_count(orders))}>
          {rates.length > 0 ? <FigureRow figures={rates.map(({ name, rate }) => ({ name, title: title_of(`${name}_rate`), value: rate_value(rate), note: rate_note(rate) }))} /> : null}
          <BarList
            label={text.delivery.title}
            bars={([['half', median], ['three_quarters', p75], ['nine_tenths', p90]] as const).flatMap(([name, value]) => (value === null ? [] : [{ name, title: text.delivery[name], value, text: days(value) }]))}
          />
        </Card>
      ))}
    </>
  )
}
