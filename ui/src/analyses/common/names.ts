// Names of what results tell by its code: products. A page gives them; drawings and tables ask by column.
import { createContext, useContext } from 'react'
import { kNotTold } from '../../client/not_told'
import type { CellValue, Result } from '../../client/types'
import { format_month } from '../../kit/format'
import type { Words } from '../../locales'

export type ProductNames = ReadonlyMap<string, string>

export const ProductNamesContext = createContext<ProductNames>(new Map())

const kProductColumns = new Set(['product', 'from_product', 'to_product', 'product_a', 'product_b'])

function tells_products(column: string, parameters: Result['parameters']): boolean {
  return kProductColumns.has(column) || (column === 'group' && parameters['by'] === 'product')
}

// The name of a product where it is known; the table of codes of the analysis has the rest.
export function name_of(names: ProductNames, column: string, value: CellValue | undefined, parameters: Result['parameters']): string | null {
  if (typeof value !== 'string' || !tells_products(column, parameters)) return null
  const name = names.get(value)
  return name === undefined || name === '' ? null : name
}

const kMonths = new Set(['month', 'first_month'])

// What a group is called that rows are told apart by (`by`): a month as one reads it, and who or what is not told in words.
export function group_word(value: CellValue | undefined, parameters: Result['parameters'], { language, text }: Words): string | null {
  const by = parameters['by']
  if (typeof value !== 'string' || typeof by !== 'string') return null
  if (kMonths.has(by)) return format_month(value, language)
  return value === kNotTold ? (text.groups.not_told[by] ?? null) : null
}

// The word for a value where it has a better one than itself: the name of a product, a group in words.
export function word_of(names: ProductNames, column: string, value: CellValue | undefined, parameters: Result['parameters'], words: Words): string | null {
  return name_of(names, column, value, parameters) ?? (column === 'group' ? group_word(value, parameters, words) : null)
}

export function useProductNames(): ProductNames {
  return useContext(ProductNamesContext)
}
