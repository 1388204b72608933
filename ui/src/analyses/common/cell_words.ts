// A cell in words: "F2 · 続いた", "初回購入月 2026/11 · 経過 3". From the descriptor, and the names of products where they are
// known. Pure.
import { kNotTold } from '../../client/not_told'
import type { Descriptor, Result } from '../../client/types'
import type { CellChoice } from '../../filters/search'
import { format_month } from '../../kit/format'
import type { Words } from '../../locales'
import { word_of, type ProductNames } from './names'

interface Known {
  names: ProductNames
  parameters: Result['parameters']
}

export function cell_words(descriptor: Descriptor, cell: CellChoice, words: Words, { names, parameters }: Known = { names: new Map(), parameters: {} }): string {
  const { language, text } = words
  const values = Object.entries(cell.values).map(([name, value]) => {
    const column = descriptor.columns.find((one) => one.name === name)
    if (!column) return `${name} ${value}`
    if (name === 'stage') return cell.values['chain'] === 'round' ? text.weakest.at_round(Number(value)) : text.stages.stage(Number(value))
    if (name === 'hour') return value === kNotTold ? `${column.title} ${text.calendar.hour_not_told}` : text.calendar.hour(value)
    if (column.type === 'code') return column.choices?.find((one) => one.value === value)?.title ?? value
    if (column.type === 'boolean') return `${column.title} ${value === 'true' ? text.table.yes : text.table.no}`
    const word = word_of(names, name, value, parameters, words) ?? (column.type === 'month' ? format_month(value, language) : value)
    return `${column.title} ${word}`
  })
  const part = descriptor.parts.find((one) => one.value === cell.part)?.title
  return [...values, ...(part ? [part] : [])].join(' · ')
}
