// What is left of one order under some terms of profit, as the server counts it. Pure; money in minor units.
import type { ProfitTerms } from '../../../client/profit_terms'
import type { Currency } from '../../../kit/format'

export const kExampleOrder = 5_000 // minor units: 5,000 yen, 50.00 dollars

export interface Example {
  order: number
  gross: number
  shipping: number
  fee: number
  left: number
}

// Of an order all of whose goods have no known cost.
export function example_of(terms: ProfitTerms, { decimals }: Currency): Example {
  const gross = kExampleOrder - Math.round((kExampleOrder * (100 - terms.margin_percent)) / 100)
  const shipping = terms.shipping_cost * 10 ** decimals
  const fee = Math.round((kExampleOrder * terms.payment_fee_permille) / 1_000)
  return { order: kExampleOrder, gross, shipping, fee, left: gross - shipping - fee }
}

// "3.6" as a person types it is 36 of a thousand; null for what is no share.
export function permille_of(percent: string): number | null {
  const read = percent.normalize('NFKC').replace(/%$/, '').trim()
  if (!/^\d{1,3}(\.\d)?$/.test(read)) return null
  const permille = Math.round(Number(read) * 10)
  return permille <= 1_000 ? permille : null
}

// A whole number within bounds; null otherwise.
export function whole_of(typed: string, most: number): number | null {
  const read = typed.normalize('NFKC').replaceAll(/[,\s%]/g, '')
  if (!/^\d{1,9}$/.test(read)) return null
  return Number(read) <= most ? Number(read) : null
}
