// What a customer has brought month by month: of one group all five layers, of several one layer each; below, all of them as a
// matrix. The forecast is dashed and hatched.
import { useMemo } from 'react'
import { Chart } from '../../charts/Chart'
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { value_axis } from '../../charts/value_axis'
import { Card } from '../../kit/Card'
import { format_amount, format_count, format_money, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import { useNarrow } from '../../kit/useNarrow'
import { usePalette } from '../../kit/usePalette'
import { useWords } from '../../locales'
import { ChoiceOf } from '../common/ChoiceOf'
import type { DrawingProps } from '../common/drawing'
import { HeatTable } from '../common/HeatTable'
import { useProductNames, word_of } from '../common/names'
import { currency_of, number_or_null, text_of, type ValueStyle } from '../common/result'
import { drawn_groups, kLayers, line_of, ltv_groups, type Layer, type Line } from './model'

const kHeight = 380
const kLinesAtMost = 6
const kSymbols = ['circle', 'diamond', 'rect', 'triangle', 'roundRect', 'pin']

interface NamedLine extends Line {
  name: string
}

function option_of(lines: readonly NamedLine[], months: readonly number[], palette: Palette, { currency, language, text }: ValueStyle): ChartOption {
  const axis = axis_style(palette)
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), type: 'scroll', data: lines.map(({ name }) => name) },
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    xAxis: { type: 'category', data: months, boundaryGap: false, ...axis, splitLine: { show: false }, name: text.ltv.months_axis, nameLocation: 'middle', nameGap: 30 },
    yAxis: value_axis('money', palette, { currency, language }),
    series: lines.flatMap(({ name, known, forecast }, i) => {
      const common = {
        name, type: 'line', color: palette.categorical[i % palette.categorical.length], symbol: kSymbols[i % kSymbols.length], symbolSize: 6,
        tooltip: { valueFormatter: (value: number | null | undefined) => (value === null || value === undefined ? kMissing : format_money(value, currency)) },
      }
      return [
        { ...common, data: known, lineStyle: { width: 2.4 } },
        { ...common, data: forecast, lineStyle: { width: 2, type: [3, 5] }, showSymbol: false, tooltip: { show: false } },
      ]
    }),
  }
}

export function Ltv({ descriptor, result, search, on_change, open_cell }: DrawingProps) {
  const words = useWords()
  const { text, language } = words
  const names = useProductNames()
  const palette = usePalette()
  const narrow = useNarrow()
  const groups = useMemo(() => ltv_groups(result), [result])
  const layer: Layer = kLayers.find((one) => one === search['focus']) ?? 'contribution'
  const style = useMemo<ValueStyle>(() => ({ currency: currency_of(result), language, text }), [result, language, text])
  const single = groups.length === 1
  const named = useMemo(() => (name: string) => word_of(names, 'group', name, result.parameters, words) ?? (name === '' ? kMissing : name), [names, result, words])
  const option = useMemo(() => {
    const drawn = drawn_groups(groups, kLinesAtMost)
    const [only] = drawn
    const lines = single && only
      ? kLayers.map((one) => ({ name: text.ltv[one], ...line_of(only, one) })).filter(({ known, forecast }) => [...known, ...forecast].some((value) => value !== null))
      : drawn.map((group) => ({ name: named(group.name), ...line_of(group, layer) }))
    const months = drawn.reduce<number[]>((longest, { points }) => (points.length > longest.length ? points.map((point) => point.months) : longest), [])
    return option_of(lines, months, palette, style)
  }, [groups, single, layer, named, palette, style, text])
  const choice = single ? null : (
    <ChoiceOf label={text.ltv.layer} value={layer} choices={kLayers.map((one) => ({ value: one, label: text.ltv[one] }))} narrow={narrow} on_choose={(value) => on_change({ focus: value })} />
  )
  const column = `${layer}_per_customer`
  return (
    <>
      <Card title={text.ltv.title} note={groups.length > kLinesAtMost ? text.ltv.largest(kLinesAtMost) : text.ltv.forecast_note} tools={choice}>
        <Chart option={option} height={kHeight} label={descriptor.title} />
      </Card>
      {single ? null : (
        <Card title={text.ltv.matrix(text.ltv[layer])} note={text.ltv.unfinished}>
          <HeatTable
            rows={result.rows} down="group" across="months" label={text.ltv.matrix(text.ltv[layer])} corner={text.ltv.group} down_text={(name) => named(String(name ?? ''))} across_text={String}
            value={(row) => number_or_null(row, column)} value_text={(row) => { const value = number_or_null(row, column); return value === null ? kMissing : format_amount(value, style.currency) }}
            hint={(row) => `${text.ltv.matured(format_count(number_or_null(row, 'matured') ?? 0), format_count(number_or_null(row, 'customers') ?? 0))}`}
            unfinished={(row) => row['part'] !== 'observed'} on_open={(row) => open_cell({ values: { group: text_of(row, 'group') } })}
          />
        </Card>
      )}
    </>
  )
}
