// Whether those who waited longer for their parcel buy again less often.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { kMissing } from '../../kit/format'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { points_text } from '../common/differences'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { rate_note, rate_value } from '../common/rate_figure'
import { currency_of } from '../common/result'
import { Generic } from '../generic/Generic'
import { days_rows, halves_of, together } from './model'
import { delivery_repeat_option } from './option'

const kHeight = 400

function Rates({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const rows = useMemo(() => days_rows(result), [result])
  const all = useMemo(() => together(rows), [rows])
  const halves = useMemo(() => halves_of(rows), [rows])
  const option = useMemo(() => delivery_repeat_option(rows, all, palette, { currency: currency_of(result), language, text }), [rows, all, palette, result, language, text])
  const { low, high } = halves?.difference.interval ?? { low: 0, high: 0 }
  const shipped = result.parameters['leg'] === 'order_to_shipped'
  return (
    <Card title={text.delivery_repeat.title} note={text.delivery_repeat.note(String(result.parameters['window_days'] ?? kMissing))}>
      {halves ? (
        <FigureRow figures={[
          { name: 'early', title: (shipped ? text.delivery_repeat.early_shipped : text.delivery_repeat.early)(halves.days), value: rate_value(halves.early), note: rate_note(halves.early) },
          { name: 'late', title: (shipped ? text.delivery_repeat.late_shipped : text.delivery_repeat.late)(halves.days), value: rate_value(halves.late), note: rate_note(halves.late) },
          {
            name: 'difference', title: text.delivery_repeat.difference, value: `${points_text(halves.difference.value)} ${text.compare.points}`,
            note: text.compare.interval(points_text(low), points_text(high)) + (low <= 0 && high >= 0 ? text.trouble.may_be_chance : ''),
          },
        ]} />
      ) : null}
      <Chart
        option={option} height={kHeight} label={text.delivery_repeat.title}
        on_click={(index, series) => {
          const row = rows[index]
          if (row) open_cell({ values: { days: String(row.days) }, part: series === 'rate' ? 'converted' : 'customers' })
        }}
      />
    </Card>
  )
}

export function DeliveryRepeat(props: DrawingProps) {
  return props.against ? <Generic {...props} /> : <Rates {...props} />
}
