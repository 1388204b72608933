// Names of what results tell by its code: products. A page gives them; drawings and tables ask by column.
import { createContext, useContext } from 'react'
import type { CellValue, Result } from '../../client/types'

export type ProductNames = ReadonlyMap<string, string>

export const ProductNamesContext = createContext<ProductNames>(new Map())

const kProductColumns = new Set(['product', 'from_product', 'to_product', 'product_a', 'product_b'])

function tells_products(column: string, parameters: Result['parameters']): boolean {
  return kProductColumns.has(column) || (column === 'group' && parameters['by'] === 'product')
}

// The name of a value of the column, where it is known; the table of codes of the analysis has the rest.
export function name_of(names: ProductNames, column: string, value: CellValue | undefined, parameters: Result['parameters']): string | null {
  if (typeof value !== 'string' || !tells_products(column, parameters)) return null
  const name = names.get(value)
  return name === undefined || name === '' ? null : name
}

export function useProductNames(): ProductNames {
  return useContext(ProductNamesContext)
}
