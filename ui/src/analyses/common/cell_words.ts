// A cell in words: "F2 · 続いた", "初回購入月 2026/11 · 経過 3". From the descriptor alone. Pure.
import type { Descriptor } from '../../client/types'
import type { CellChoice } from '../../filters/search'
import { format_month } from '../../kit/format'
import type { Words } from '../../locales'

export function cell_words(descriptor: Descriptor, cell: CellChoice, { language, text }: Words): string {
  const values = Object.entries(cell.values).map(([name, value]) => {
    const column = descriptor.columns.find((one) => one.name === name)
    if (!column) return `${name} ${value}`
    if (name === 'stage') return text.stages.stage(Number(value))
    if (column.type === 'code') return column.choices?.find((one) => one.value === value)?.title ?? value
    if (column.type === 'boolean') return `${column.title} ${value === 'true' ? text.table.yes : text.table.no}`
    return `${column.title} ${column.type === 'month' ? format_month(value, language) : value}`
  })
  const part = descriptor.parts.find((one) => one.value === cell.part)?.title
  return [...values, ...(part ? [part] : [])].join(' · ')
}
