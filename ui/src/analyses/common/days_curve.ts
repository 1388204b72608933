// From rows of `days_to_next` to a curve: customers per day as bars, the Kaplan–Meier share as a step line. Pure.
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import type { Result } from '../../client/types'
import { format_count, format_rate } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { Texts } from '../../locales'
import { number_of, number_or_null } from './result'

export interface DaysCurve {
  days: number[]
  customers: number[]
  km_rates: (number | null)[] // null where nobody has been watched for so long
  final_rate: number | null // on the last day that is known; null where nobody has been watched for a day
  last_day: number // to which the curve is known
}

export function days_curve(result: Result): DaysCurve {
  const days = result.rows.map((row) => number_of(row, 'days'))
  const km_rates = result.rows.map((row) => number_or_null(row, 'km_rate'))
  const last = km_rates.findLastIndex((rate) => rate !== null)
  return {
    days,
    customers: result.rows.map((row) => number_of(row, 'customers')),
    km_rates,
    final_rate: km_rates[last] ?? null,
    last_day: days[last] ?? 0,
  }
}

// The curve's rates on the days of another one; null on days it does not know.
export function on_days({ days, km_rates }: DaysCurve, wanted: readonly number[]): (number | null)[] {
  const known = new Map(days.map((day, i) => [day, km_rates[i] ?? null]))
  return wanted.map((day) => known.get(day) ?? null)
}

// The first day on which the cumulative share is reached; null when it never is.
export function day_reaching(curve: DaysCurve, share: number): number | null {
  const index = curve.km_rates.findIndex((rate) => rate !== null && rate >= share)
  return index < 0 ? null : (curve.days[index] ?? null)
}

// Days by which a quarter, half and nine tenths of those who come back within the window have come back.
export function milestones(curve: DaysCurve): { share: number; rate: number; day: number | null }[] {
  const { final_rate } = curve
  if (final_rate === null) return []
  return [0.25, 0.5, 0.9].map((share) => ({ share, rate: share * final_rate, day: day_reaching(curve, share * final_rate) }))
}

// Written at different heights, so that near days do not cover each other.
function milestone_lines(curve: DaysCurve, text: Texts) {
  return milestones(curve).flatMap(({ rate, day }, i) => {
    if (day === null) return []
    const formatter = text.days.share_by_day(format_rate(rate), String(day))
    return [{ xAxis: curve.days.indexOf(day), label: { formatter, distance: 8 + i * 15 } }]
  })
}

// The other of two compared curves; its customers per day are left out, as they would cover the first one's.
export interface OtherCurve {
  curve: DaysCurve
  titles: { first: string; second: string }
}

export function days_option(curve: DaysCurve, palette: Palette, text: Texts, other?: OtherCurve): ChartOption {
  const axis = axis_style(palette)
  const cumulative = (side: 'first' | 'second') => (other ? other.titles[side] : text.days.cumulative)
  return {
    ...base_option(palette),
    legend: legend_style(palette),
    xAxis: {
      type: 'category', data: curve.days, ...axis, splitLine: { show: false },
      name: text.days.day_axis, nameLocation: 'middle', nameGap: 30,
      axisLabel: { ...axis.axisLabel, interval: (_: number, value: string) => Number(value) % 30 === 0 },
    },
    grid: { left: 8, right: 12, top: 72, bottom: 28, containLabel: true },
    yAxis: [
      { type: 'value', ...axis, min: 0, axisLabel: { ...axis.axisLabel, formatter: (value: number) => `${Math.round(value * 100)} %` } },
      { type: 'value', ...axis, min: 0, minInterval: 1, splitLine: { show: false }, axisLabel: { ...axis.axisLabel, formatter: (value: number) => text.days.people(format_count(value)) } },
    ],
    series: [
      {
        id: 'customers', name: text.days.customers, type: 'bar', yAxisIndex: 1, data: curve.customers, barCategoryGap: '10%',
        itemStyle: { color: palette.sequential[4] }, tooltip: { valueFormatter: (value: number) => text.days.people(format_count(value)) },
      },
      {
        id: 'km_rate', name: cumulative('first'), type: 'line', step: 'end', showSymbol: false, data: curve.km_rates, lineStyle: { width: 2.4 },
        color: palette.primary_ink, tooltip: { valueFormatter: (value: number) => format_rate(value) },
        markLine: {
          symbol: 'none', silent: true, animation: false, lineStyle: { color: palette.ink_faint, type: 'dashed', width: 1 },
          label: { color: palette.ink_soft, fontSize: 12 },
          data: other ? [] : milestone_lines(curve, text),
        },
      },
      ...(other
        ? [{
            id: 'other', name: cumulative('second'), type: 'line', step: 'end', showSymbol: false, data: on_days(other.curve, curve.days),
            lineStyle: { width: 2.4, type: 'dashed' }, color: palette.categorical[1], tooltip: { valueFormatter: (value: number) => format_rate(value) },
          }]
        : []),
    ],
  }
}
