// The charts of acquisition by month: CPO under what a year brings against it, and the trials that lead on.
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { unfinished_decal, value_axis } from '../../charts/value_axis'
import { whiskers } from '../../charts/whiskers'
import { format_decimal, format_money, format_month, format_rate, kMissing } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { ValueStyle } from '../common/result'
import type { WonGroup } from './model'

function written<T>(value: T | null | undefined, as: (known: T) => string): string {
  return value === null || value === undefined ? kMissing : as(value)
}

function month_axis(months: readonly WonGroup[], palette: Palette, { language }: ValueStyle) {
  return { type: 'category', data: months.map(({ name }) => format_month(name, language)), ...axis_style(palette), splitLine: { show: false } }
}

// Of months of which nobody was won a year ago, the CPO alone.
export function cpo_option(months: readonly WonGroup[], palette: Palette, style: ValueStyle): ChartOption {
  const { text, currency } = style
  const axis = axis_style(palette)
  const old_enough = months.some(({ to_cpo }) => to_cpo !== null)
  const times_axis = { type: 'value', ...axis, min: 0, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: (value: number) => text.acquisition.times(String(Number(value.toFixed(2)))) } }
  const ratio = {
    id: 'to_cpo', name: text.acquisition.ratio, type: 'line', yAxisIndex: 1, color: palette.categorical[1], symbol: 'diamond', symbolSize: 8, lineStyle: { width: 2.2 }, data: months.map(({ to_cpo }) => to_cpo),
    tooltip: { valueFormatter: (value: number | null | undefined) => written(value, (known) => text.acquisition.times(format_decimal(known, 2))) },
    markLine: {
      symbol: 'none', silent: true, animation: false, data: [{ yAxis: 1 }], lineStyle: { color: palette.warn, type: 'dashed', width: 1.6 },
      label: { position: 'insideEndTop', color: palette.warn, backgroundColor: palette.raised, padding: [1, 4], borderRadius: 3, fontSize: 12, formatter: text.acquisition.times('1') },
    },
  }
  return {
    ...base_option(palette),
    legend: { ...legend_style(palette), data: [text.acquisition.cpo, ...(old_enough ? [text.acquisition.ratio] : [])] },
    grid: { left: 8, right: 12, top: 40, bottom: 8, containLabel: true },
    xAxis: month_axis(months, palette, style),
    yAxis: [value_axis('money', palette, style), ...(old_enough ? [times_axis] : [])],
    series: [
      {
        id: 'cpo', name: text.acquisition.cpo, type: 'bar', barMaxWidth: 36, color: palette.sequential[4], itemStyle: { borderRadius: [3, 3, 0, 0] }, data: months.map(({ cpo }) => cpo),
        tooltip: { valueFormatter: (value: number | null | undefined) => written(value, (known) => format_money(known, currency)) },
      },
      ...(old_enough ? [ratio] : []),
    ],
  }
}

export function conversion_option(months: readonly WonGroup[], palette: Palette, style: ValueStyle): ChartOption {
  const { text } = style
  return {
    ...base_option(palette),
    grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
    xAxis: month_axis(months, palette, style),
    yAxis: { ...value_axis('rate', palette, style), min: 0 },
    series: [
      {
        id: 'conversion', name: text.acquisition.conversion, type: 'bar', barMaxWidth: 36, color: palette.mass,
        data: months.map(({ conversion, waiting }) => ({ value: conversion.rate, itemStyle: { borderRadius: [3, 3, 0, 0], ...(waiting ? { decal: unfinished_decal(palette) } : {}) } })),
        tooltip: { valueFormatter: (value: number | null | undefined) => written(value, format_rate) },
      },
      whiskers('', months.flatMap(({ conversion }, place) => (conversion.interval ? [{ place, ...conversion.interval }] : [])), palette),
    ],
  }
}
