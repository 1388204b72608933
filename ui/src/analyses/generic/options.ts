// Bars or lines of one figure along one name, one series for each group, or one for each of two compared answers.
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { figure_text, unfinished_decal, value_axis } from '../../charts/value_axis'
import { whiskers, type Whisker } from '../../charts/whiskers'
import type { CellValue, Column, Row } from '../../client/types'
import type { Palette } from '../../kit/tokens'
import { number_or_null, type ValueStyle } from '../common/result'
import { is_unfinished, type Drawn, type Ends, type Series } from './model'

export interface DrawnSet {
  drawn: Drawn
  title: string | null // of which of two compared answers
}

export interface GenericStyle extends ValueStyle {
  palette: Palette
  place_text: (value: CellValue) => string
  group_text: (value: CellValue) => string
}

const kSymbols = ['circle', 'diamond', 'rect', 'triangle', 'roundRect', 'pin']

function series_name({ group }: Series, { title }: DrawnSet, measure: Column, style: GenericStyle): string {
  const parts = [group === null ? null : style.group_text(group), title].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(' · ') : measure.title
}

// Bars of several series stand side by side in their place, of which they take this share together.
const kShareOfPlace = 0.8

function shift_of(shape: 'bars' | 'line', i: number, of: number): number {
  return shape === 'line' || of < 2 ? 0 : ((i + 0.5) / of - 0.5) * kShareOfPlace
}

function whiskers_of({ rows }: Series, { low, high }: Ends): Whisker[] {
  return rows.flatMap((row, place) => {
    const [from, to] = row ? [number_or_null(row, low), number_or_null(row, high)] : [null, null]
    return from === null || to === null ? [] : [{ place, low: from, high: to }]
  })
}

export function generic_option(shape: 'bars' | 'line', sets: readonly DrawnSet[], measure: Column, across: Column, ends: Ends | null, style: GenericStyle): ChartOption {
  const { palette } = style
  const places = sets[0]?.drawn.places ?? []
  const axis = axis_style(palette)
  const base = base_option(palette)
  const all = sets.flatMap((set, i) => set.drawn.series.map((series) => ({ series, set, second: i > 0 })))
  const value_of = (row: Row | null) => (row ? number_or_null(row, measure.name) : null)
  return {
    ...base,
    legend: { ...legend_style(palette), show: all.length > 1, type: 'scroll' },
    grid: { left: 8, right: 16, top: all.length > 1 ? 40 : 16, bottom: 28, containLabel: true },
    xAxis: { type: 'category', data: places.map(style.place_text), ...axis, splitLine: { show: false }, name: across.title, nameLocation: 'middle', nameGap: 30 },
    yAxis: value_axis(measure.type, palette, style),
    series: [...all.map(({ series, set, second }, i) => ({
      id: `${i}`, name: series_name(series, set, measure, style), color: palette.categorical[i % palette.categorical.length],
      tooltip: { valueFormatter: (value: number | null) => (value === null || value === undefined ? '–' : figure_text(value, measure.type, style)) },
      ...(shape === 'line'
        ? {
            type: 'line', showSymbol: places.length <= 40, symbol: kSymbols[i % kSymbols.length], symbolSize: 7, connectNulls: false,
            lineStyle: { width: 2.2, type: second ? 'dashed' : 'solid' }, data: series.rows.map(value_of),
          }
        : {
            type: 'bar', barCategoryGap: `${(1 - kShareOfPlace) * 100}%`, barGap: '0%', ...(all.length === 1 ? { barMaxWidth: 36 } : {}), itemStyle: { borderRadius: [3, 3, 0, 0], borderColor: palette.raised, borderWidth: 0.6 },
            data: series.rows.map((row) => ({ value: value_of(row), itemStyle: is_unfinished(row) ? { decal: unfinished_decal(palette) } : {} })),
          }),
    })), ...(ends ? all.map(({ series }, i) => whiskers('', whiskers_of(series, ends), palette, shift_of(shape, i, all.length))) : [])],
  }
}
