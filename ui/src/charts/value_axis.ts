// An axis of figures and how they are written, by the kind of what is measured.
import type { ColumnType } from '../client/types'
import { format_count, format_decimal, format_money, format_money_short, format_rate, type Currency, type Language } from '../kit/format'
import type { Palette } from '../kit/tokens'
import { axis_style } from './option'

export interface FigureStyle {
  currency: Currency
  language: Language
}

export function figure_text(value: number, type: ColumnType, { currency }: FigureStyle): string {
  if (type === 'rate') return format_rate(value)
  if (type === 'money') return format_money(Math.round(value), currency)
  return type === 'decimal' ? format_decimal(value) : format_count(value)
}

export function figure_short(value: number, type: ColumnType, { currency, language }: FigureStyle): string {
  if (type === 'rate') return `${Number((value * 100).toFixed(1))} %`
  if (type === 'money') return format_money_short(Math.round(value), currency, language)
  return type === 'decimal' ? String(Number(value.toFixed(2))) : format_count(value)
}

export function value_axis(type: ColumnType, palette: Palette, style: FigureStyle) {
  const axis = axis_style(palette)
  return {
    type: 'value', ...axis, ...(type === 'integer' ? { minInterval: 1 } : {}),
    axisLabel: { ...axis.axisLabel, formatter: (value: number) => figure_short(value, type, style) },
  }
}

// Strokes across what is not finished, in the colour it has anyway.
export function unfinished_decal(palette: Palette) {
  return { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4, color: palette.raised }
}
