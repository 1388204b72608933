// The two charts of payments: the share not paid by the days since the due day, and what became of those.
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { whiskers } from '../../charts/whiskers'
import { format_count, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { ValueStyle } from '../common/result'
import { kOutcomes, type Delay } from './model'

const kLeastShare = { wide: 0.06, narrow: 0.2 } // of the longest bar: a smaller piece bears no number

export function share_option(delays: readonly Delay[], palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  const axis = axis_style(palette)
  const days = delays.map((delay) => delay.days)
  return {
    ...base_option(palette),
    tooltip: { ...(base_option(palette)['tooltip'] as object), axisPointer: { type: 'line' } },
    grid: { left: 8, right: 60, top: 20, bottom: 28, containLabel: true },
    // Of days alone that are counted: between them nobody looked.
    xAxis: {
      type: 'value', min: 0, max: Math.max(1, ...days), ...axis, splitLine: { show: false }, name: text.payment.days_axis, nameLocation: 'middle', nameGap: 30,
      axisLabel: { ...axis.axisLabel, customValues: days, hideOverlap: false }, axisTick: { customValues: days },
    },
    yAxis: { ...value_axis('rate', palette, style), min: 0 },
    series: [
      {
        id: 'late', name: text.payment.title, type: 'line', color: palette.categorical[1], symbol: 'circle', symbolSize: 9, lineStyle: { width: 2.4 }, areaStyle: { opacity: 0.12 },
        data: delays.map((delay) => [delay.days, delay.late.rate]),
        label: { show: true, position: 'right', distance: 10, offset: [0, -10], color: palette.ink, fontSize: 12, formatter: ({ dataIndex }: { dataIndex: number }) => (delays[dataIndex]?.late.rate === null ? '' : format_rate(delays[dataIndex]?.late.rate ?? 0)) },
        tooltip: { valueFormatter: (value: number | null | undefined) => (value === null || value === undefined ? kMissing : format_rate(value)) },
      },
      whiskers('', delays.flatMap((delay) => (delay.late.interval ? [{ place: delay.days, ...delay.late.interval }] : [])), palette),
    ],
  }
}

export function outcome_option(delays: readonly Delay[], palette: Palette, { text }: ValueStyle, narrow: boolean): ChartOption {
  const axis = axis_style(palette)
  const colours = { paid_later: 2, cancelled: 3, open: 1 } // of the categories
  const least = Math.max(1, ...delays.map(({ late }) => late.hits)) * kLeastShare[narrow ? 'narrow' : 'wide']
  return {
    ...base_option(palette),
    legend: legend_style(palette),
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: 'value', ...axis, minInterval: 1, axisLabel: { ...axis.axisLabel, formatter: (value: number) => format_count(value) } },
    yAxis: { type: 'category', inverse: true, data: delays.map(({ days }) => text.payment.row(days)), ...axis, splitLine: { show: false } },
    series: kOutcomes.map((name) => ({
      id: name, name: text.payment[name], type: 'bar', stack: 'late', barMaxWidth: 26, color: palette.categorical[colours[name]], itemStyle: { borderColor: palette.raised, borderWidth: 0.8 },
      data: delays.map(({ outcome }) => outcome[name]), tooltip: { valueFormatter: (value: number) => text.cash.orders(format_count(value)) },
      label: { show: true, color: palette.categorical_ink[colours[name]], fontSize: 12, formatter: ({ value }: { value: number }) => (value >= least ? format_count(value) : '') },
    })),
  }
}
