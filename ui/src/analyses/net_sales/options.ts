// The two charts of net sales.
import { axis_style, base_option, legend_style, type ChartOption } from '../../charts/option'
import { format_money, format_money_short, format_month, type Currency, type Language } from '../../kit/format'
import type { Palette } from '../../kit/tokens'
import type { Texts } from '../../locales'
import { bar_pieces, kDeductions, type BarPieces, type SalesModel, type WaterfallStep } from './model'

export interface SalesStyle {
  palette: Palette
  currency: Currency
  language: Language
  text: Texts
}

function money_axis({ palette, currency, language }: SalesStyle) {
  const axis = axis_style(palette)
  return {
    type: 'value', ...axis,
    axisLabel: { ...axis.axisLabel, formatter: (value: number) => format_money_short(value, currency, language) },
  }
}

function colour_of(name: string, palette: Palette): string {
  const order = ['net', ...kDeductions]
  if (name === 'accepted') return palette.sequential[5] ?? palette.primary
  return palette.categorical[order.indexOf(name)] ?? palette.primary
}

// What the step does to the sum.
function signed({ name, amount }: WaterfallStep): number {
  return name === 'accepted' || name === 'net' || amount === 0 ? amount : -amount // no minus before 0
}

// Which piece bears the bar's number. Upright bars have it at the end to which the sum went, lying ones always on the
// right, as names stand on the left.
function bears_number(side: 'above' | 'below', { to }: WaterfallStep, { above, below }: BarPieces, lying: boolean): boolean {
  const is_below = lying ? below < 0 && above === 0 : to < 0
  return is_below === (side === 'below')
}

// Lying on its side where the screen is narrow, so that no number covers its neighbour.
export function waterfall_option({ steps }: SalesModel, style: SalesStyle, narrow: boolean): ChartOption {
  const { palette, currency, language, text } = style
  const base = base_option(palette)
  const pieces = steps.map(bar_pieces)
  const under = pieces.some(({ base: hidden, below }) => hidden < 0 || below < 0)
  // Below zero names would stand on the bars: they keep to the edge, and a line of its own shows where zero is.
  const names = {
    type: 'category', data: steps.map(({ name }) => text.net_sales[name]), ...axis_style(palette), splitLine: { show: false }, inverse: narrow,
    ...(under ? { axisLine: { show: false, onZero: false } } : {}),
  }
  const amounts = narrow ? { ...money_axis(style), axisLabel: { show: false }, splitLine: { show: false } } : money_axis(style)
  const outside = narrow ? { above: 'right', below: 'right' } : { above: 'top', below: 'bottom' }
  const bars = (side: 'above' | 'below') => ({
    type: 'bar', stack: 'steps', barMaxWidth: 72,
    data: steps.map((step) => {
      const piece = bar_pieces(step)
      return {
        value: piece[side], itemStyle: { color: colour_of(step.name, palette), borderRadius: 3 }, label: { show: bears_number(side, step, piece, narrow) },
      }
    }),
    label: {
      position: outside[side], color: palette.ink, fontSize: 12,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const step = steps[dataIndex]
        return step ? format_money_short(signed(step), currency, language) : ''
      },
    },
  })
  const zero = { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: palette.line, type: 'solid', width: 1 }, data: [narrow ? { xAxis: 0 } : { yAxis: 0 }] }
  return {
    ...base,
    grid: { ...(base['grid'] as object), top: narrow ? 4 : 24, right: narrow ? 72 : 12 },
    tooltip: {
      ...(base['tooltip'] as object),
      formatter: (points: { dataIndex: number }[]) => {
        const step = steps[points[0]?.dataIndex ?? 0]
        return step ? `${text.net_sales[step.name]}<br><b>${format_money(signed(step), currency)}</b>` : ''
      },
    },
    xAxis: narrow ? amounts : names,
    yAxis: narrow ? names : amounts,
    series: [
      {
        type: 'bar', stack: 'steps', silent: true, itemStyle: { color: 'transparent' }, data: pieces.map(({ base: hidden }) => hidden),
        ...(under ? { markLine: zero } : {}),
      },
      bars('above'),
      bars('below'),
    ],
  }
}

export function monthly_option({ months }: SalesModel, style: SalesStyle, narrow: boolean): ChartOption {
  const { palette, currency, language, text } = style
  const axis = axis_style(palette)
  const names = ['net', ...kDeductions] as const
  const base = base_option(palette)
  return {
    ...base,
    grid: { ...(base['grid'] as object), top: narrow ? 60 : 36 }, // on a phone the legend may take two lines
    legend: legend_style(palette),
    xAxis: { type: 'category', data: months.map(({ month }) => format_month(month, language)), ...axis, splitLine: { show: false } },
    yAxis: money_axis(style),
    series: names.map((name) => ({
      id: name, name: text.net_sales[name], type: 'bar', stack: 'month', barMaxWidth: 36,
      color: colour_of(name, palette),
      // Lines of the paper between the pieces: neighbours are told apart without their colours.
      itemStyle: { borderColor: palette.raised, borderWidth: 0.6 },
      data: months.map((month) => (name === 'net' ? month.net : month.deductions[name])),
      tooltip: { valueFormatter: (value: number) => format_money(value, currency) },
    })),
  }
}
