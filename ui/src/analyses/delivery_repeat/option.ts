// Rates by days with their intervals and the mean of all; below, on the same days, how many customers they rest on.
import { axis_style, base_option, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { whiskers } from '../../charts/whiskers'
import { format_count, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { CountedRate } from '../common/rate_figure'
import type { ValueStyle } from '../common/result'
import type { DaysRow } from './model'

const kLeft = 56 // px: both grids begin and end at the same place
const kRight = 60 // px: the word of the mean stands there

export function delivery_repeat_option(rows: readonly DaysRow[], all: CountedRate, palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  const axis = axis_style(palette)
  const days = rows.map((row) => text.delivery_repeat.days(row.days, row.last))
  const mean = all.rate === null ? {} : {
    markLine: {
      symbol: 'none', silent: true, animation: false, data: [{ yAxis: all.rate }], lineStyle: { color: palette.categorical[1], type: 'dashed', width: 1.6 },
      label: { position: 'end', color: palette.ink, fontSize: 12, formatter: text.delivery_repeat.mean(format_rate(all.rate)) },
    },
  }
  return {
    ...base_option(palette),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [{ left: kLeft, right: kRight, top: 20, height: 230 }, { left: kLeft, right: kRight, top: 282, height: 70 }],
    xAxis: [
      { type: 'category', gridIndex: 0, data: days, ...axis, splitLine: { show: false }, axisLabel: { show: false } },
      { type: 'category', gridIndex: 1, data: days, ...axis, splitLine: { show: false }, name: text.delivery_repeat.axis, nameLocation: 'middle', nameGap: 28 },
    ],
    yAxis: [
      { ...value_axis('rate', palette, style), gridIndex: 0, min: 0 },
      { ...value_axis('integer', palette, style), gridIndex: 1, splitNumber: 2 },
    ],
    series: [
      {
        id: 'rate', name: text.delivery_repeat.rate, type: 'bar', barMaxWidth: 44, color: palette.mass, itemStyle: { borderRadius: [3, 3, 0, 0] }, data: rows.map(({ rate }) => rate.rate), ...mean,
        tooltip: { valueFormatter: (value: number | null | undefined) => (value === null || value === undefined ? kMissing : format_rate(value)) },
      },
      {
        id: 'customers', name: text.delivery_repeat.customers, type: 'bar', xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 44, color: palette.sequential[4], itemStyle: { borderRadius: [3, 3, 0, 0] },
        data: rows.map(({ customers }) => customers), tooltip: { valueFormatter: (value: number) => text.who.count(format_count(value)) },
      },
      whiskers('', rows.flatMap(({ rate }, place) => (rate.interval ? [{ place, ...rate.interval }] : [])), palette),
    ],
  }
}
