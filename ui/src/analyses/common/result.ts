// Reading values out of a result row. A column that is missing or of another kind is a broken contract, not a zero.
import type { CellValue, Descriptor, Result, Row } from '../../client/types'
import { format_amount, format_count, format_day, format_decimal, format_month, kMissing, type Currency, type Language } from '../../kit/format'
import type { Texts } from '../../locales'

export function number_of(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw new TypeError(`${column} is no number`)
  return value
}

export function number_or_null(row: Row, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}

export function part_of(result: Result, row: number, part: string): number {
  const count = result.part_counts?.[row]?.[part]
  if (count === undefined) throw new TypeError(`row ${row} does not count ${part}`)
  return count
}

export function text_of(row: Row, column: string): string {
  const value = row[column]
  return value === null || value === undefined ? '' : String(value)
}

export function currency_of(result: Result): Currency {
  return { code: result.currency, decimals: result.currency_decimals }
}

export interface ValueStyle {
  currency: Currency
  language: Language
  text: Texts
  titles?: ReadonlyMap<string, string> | undefined // of codes
  in_short?: boolean // of changes: 112万円 instead of 1,121,379
}

// One value as a person reads it in a table, without its unit (the header has it).
export function format_value(value: CellValue | undefined, type: string, style: ValueStyle): string {
  if (value === null || value === undefined) return kMissing
  if (typeof value === 'boolean') return value ? style.text.table.yes : style.text.table.no
  if (typeof value === 'number') {
    if (type === 'money') return format_amount(value, style.currency)
    if (type === 'rate') return (value * 100).toFixed(1)
    if (type === 'decimal') return format_decimal(value)
    return type === 'id' ? String(value) : format_count(value)
  }
  if (type === 'day') return format_day(value, style.language)
  if (type === 'month') return format_month(value, style.language)
  return style.titles?.get(value) ?? value
}

export function unit_text(type: string, unit: string, style: ValueStyle): string {
  if (type === 'money') return style.currency.code === 'JPY' && style.language === 'ja' ? '円' : style.currency.code
  if (type === 'rate') return '%'
  return style.text.units[unit] ?? ''
}

export function is_numeric(type: string): boolean {
  return type === 'integer' || type === 'money' || type === 'rate' || type === 'decimal'
}

// What one is counted: customers, orders, contracts. Where the reader may choose, what was chosen.
export function descriptor_unit({ unit, parameters }: Descriptor, asked: Readonly<Record<string, string>>, text: Texts): string {
  const of_rounds = asked['chain'] === 'round' && parameters.some(({ name }) => name === 'chain')
  if (of_rounds) return text.numbers.counted['contract'] ?? unit
  const choice = parameters.find(({ name }) => name === 'unit')
  const chosen = asked['unit'] ?? choice?.default
  return choice?.choices?.find(({ value }) => value === chosen)?.title ?? text.numbers.counted[unit] ?? unit
}

// Whether rows are told apart by a group, as analyses of orders do on request.
export function is_grouped({ parameters }: Result): boolean {
  const by = parameters['by']
  return by !== undefined && by !== null && by !== 'none'
}
