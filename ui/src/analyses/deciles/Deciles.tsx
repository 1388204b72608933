// Ten groups of equal heads: what each brings, and how much the best bring together.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_money, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { FigureRow } from '../common/FigureRow'
import { currency_of, type ValueStyle } from '../common/result'
import { deciles_model, share_of_best, type Decile } from './model'

const kTold = [1, 2, 5] // tenths

function option_of(deciles: readonly Decile[], palette: Palette, { currency, language, text }: ValueStyle): ChartOption {
  const axis = axis_style(palette)
  return {
    ...base_option(palette),
    legend: legend_style(palette),
    grid: { left: 8, right: 12, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: deciles.map(({ decile }) => text.deciles.name(decile)), ...axis, splitLine: { show: false } },
    yAxis: [
      value_axis('money', palette, { currency, language }),
      { type: 'value', ...axis, min: 0, max: 1, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: (value: number) => `${Math.round(value * 100)} %` } },
    ],
    series: [
      {
        id: 'sales', name: text.deciles.sales, type: 'bar', barMaxWidth: 56, color: palette.mass, itemStyle: { borderRadius: [3, 3, 0, 0] },
        data: deciles.map(({ sales }) => sales), tooltip: { valueFormatter: (value: number) => format_money(value, currency) },
      },
      {
        id: 'cumulative', name: text.deciles.cumulative, type: 'line', yAxisIndex: 1, symbol: 'diamond', symbolSize: 8, color: palette.categorical[1], lineStyle: { width: 2.2 },
        data: deciles.map(({ cumulative_share }) => cumulative_share), tooltip: { valueFormatter: (value: number | null) => (value === null ? kMissing : format_rate(value)) },
      },
    ],
  }
}

export function Deciles({ result, open_cell }: DrawingProps) {
  const { text, language } = useWords()
  const palette = usePalette()
  const deciles = useMemo(() => deciles_model(result), [result])
  const option = useMemo(() => option_of(deciles, palette, { currency: currency_of(result), language, text }), [deciles, palette, result, language, text])
  return (
    <Card title={text.deciles.title}>
      <FigureRow figures={kTold.map((tenths) => {
        const share = share_of_best(deciles, tenths)
        return { name: String(tenths), title: text.deciles.best(tenths * 10), value: share === null ? kMissing : format_rate(share) }
      })} />
      <Chart
        option={option} height={380} label={text.deciles.title}
        on_click={(index) => {
          const decile = deciles[index]
          if (decile) open_cell({ values: { decile: String(decile.decile) } })
        }}
      />
    </Card>
  )
}
