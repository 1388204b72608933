// From what was ordered to what stayed: the waterfall of the period, and every month.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { Card } from '../../kit/Card'
import { format_rate } from '../../kit/format'
import { useNarrow } from '../../kit/useNarrow'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { currency_of } from '../common/result'
import { sales_model } from './model'
import { monthly_option, waterfall_option } from './options'

export function NetSales({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const model = useMemo(() => sales_model(result), [result])
  const style = useMemo(() => ({ palette, currency: currency_of(result), language, text }), [palette, result, language, text])
  const narrow = useNarrow()
  const waterfall = useMemo(() => waterfall_option(model, style, narrow), [model, style, narrow])
  const monthly = useMemo(() => monthly_option(model, style, narrow), [model, style, narrow])
  const kept_note = model.kept === null ? undefined : model.kept < 0 ? text.net_sales.went_under : text.net_sales.kept(format_rate(model.kept))
  return (
    <>
      <Card title={text.net_sales.waterfall} note={kept_note}>
        <Chart option={waterfall} height={300} label={text.net_sales.title} />
      </Card>
      <Card title={text.net_sales.monthly}>
        <Chart
          option={monthly} height={320} label={text.net_sales.monthly}
          on_click={(index) => {
            const month = model.months[index]?.month
            if (month) open_cell({ values: { month } })
          }}
        />
      </Card>
    </>
  )
}
