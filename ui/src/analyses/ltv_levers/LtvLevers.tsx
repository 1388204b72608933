// LTV beside CPO, group by group: the bar is what a customer brings, the mark what it cost to win one. Below, the three levers.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_decimal, format_money, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import type { DrawingProps } from '../common/drawing'
import { useProductNames, word_of } from '../common/names'
import { ResultTable } from '../common/ResultTable'
import { currency_of, type ValueStyle } from '../common/result'
import { below_cost, lever_groups, type LeverGroup } from './model'

const kRowHeight = 30
const kAround = 70
const kColumns = ['group', 'customers', 'matured', 'order_value', 'purchases_per_customer', 'repeat_rate', 'churn_rate', 'ltv_contribution', 'cpo', 'ltv_to_cpo', 'payback_month']

function option_of(groups: readonly LeverGroup[], named: (name: string) => string, palette: Palette, { currency, language, text }: ValueStyle): ChartOption {
  const axis = axis_style(palette)
  const money = { valueFormatter: (value: number | null | undefined) => (value === null || value === undefined ? kMissing : format_money(value, currency)) }
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), data: [text.levers.ltv, text.levers.cpo] },
    grid: { left: 8, right: 72, top: 32, bottom: 8, containLabel: true },
    xAxis: value_axis('money', palette, { currency, language }),
    yAxis: { type: 'category', data: groups.map(({ name }) => named(name)), inverse: true, ...axis, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, width: 130, overflow: 'truncate' } },
    series: [
      {
        id: 'ltv', name: text.levers.ltv, type: 'bar', barMaxWidth: 18, color: palette.mass, itemStyle: { borderRadius: 3 }, data: groups.map(({ ltv }) => ltv), tooltip: money,
      },
      {
        id: 'cpo', name: text.levers.cpo, type: 'line', lineStyle: { width: 0 }, symbol: 'rect', symbolSize: [4, 24], color: palette.categorical[1],
        data: groups.map(({ cpo }) => cpo), tooltip: money,
      },
      {
        // The words stand behind whichever of the two reaches further.
        id: 'ratio', type: 'line', silent: true, lineStyle: { width: 0 }, symbol: 'rect', symbolSize: 1, color: 'transparent',
        data: groups.map(({ ltv, cpo }) => Math.max(ltv ?? 0, cpo ?? 0)), tooltip: { show: false },
        label: {
          show: true, position: 'right', distance: 8, color: palette.ink, fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const ratio = groups[dataIndex]?.to_cpo
            return ratio === null || ratio === undefined ? '' : `${format_decimal(ratio, 2)} ${text.planner.times}`
          },
        },
      },
    ],
  }
}

export function LtvLevers({ descriptor, result, open_cell }: DrawingProps) {
  const words = useWords()
  const { text, language } = words
  const names = useProductNames()
  const palette = usePalette()
  const groups = useMemo(() => lever_groups(result), [result])
  const option = useMemo(() => {
    const named = (name: string) => word_of(names, 'group', name, result.parameters, words) ?? name
    return option_of(groups, named, palette, { currency: currency_of(result), language, text })
  }, [groups, names, palette, result, words, language, text])
  const losing = below_cost(groups)
  return (
    <>
      <Card title={text.levers.title} note={losing.length > 0 ? text.levers.below(losing.length) : text.levers.note}>
        <Chart
          option={option} height={groups.length * kRowHeight + kAround} label={text.levers.title}
          on_click={(index) => {
            const group = groups[index]
            if (group) open_cell({ values: { group: group.name } })
          }}
        />
      </Card>
      <Card title={text.levers.levers}><ResultTable result={result} descriptor={descriptor} label={text.levers.levers} order={kColumns} height={480} /></Card>
    </>
  )
}
