// From rows of `deciles` to bars of shares under the line of their sum, and what the best of them bring. Pure.
import type { Result } from '../../client/types'
import { number_of, number_or_null } from '../common/result'

export interface Decile {
  decile: number
  customers: number
  sales: number // minor units
  share: number | null // of all sales; null where there are none
  cumulative_share: number | null
  sales_per_customer: number | null
}

export function deciles_model(result: Result): Decile[] {
  return result.rows.map((row): Decile => ({
    decile: number_of(row, 'decile'),
    customers: number_of(row, 'customers'),
    sales: number_of(row, 'sales'),
    share: number_or_null(row, 'share'),
    cumulative_share: number_or_null(row, 'cumulative_share'),
    sales_per_customer: number_or_null(row, 'sales_per_customer'),
  }))
}

// What the best so many tenths of the customers bring together; null where sales do not tell.
export function share_of_best(deciles: readonly Decile[], tenths: number): number | null {
  return deciles[tenths - 1]?.cumulative_share ?? null
}
