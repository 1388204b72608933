// What a shop takes for granted where the profit of an order is not told: asked, kept, and put in the place of the defaults
// that descriptors tell. Names are the server's, letter by letter.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './http'
import type { Descriptor, Id, Instant } from './types'

export interface ProfitTerms {
  margin_percent: number // of goods without a known cost
  shipping_cost: number // of an order that was shipped, in major units of the currency
  payment_fee_permille: number // of what an order is worth
}

export interface ShopProfitTerms extends ProfitTerms {
  changed_at: Instant | null // null: the shop keeps none, these are the defaults
  defaults: ProfitTerms
}

export const profit_terms_query = (shop: Id) =>
  queryOptions({
    queryKey: ['profit-terms', shop],
    queryFn: ({ signal }) => call<ShopProfitTerms>(`/shops/${shop}/profit-terms`, { signal }),
  })

// Null: the defaults stand again.
export function useKeepProfitTerms(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (terms: ProfitTerms | null) => call<ShopProfitTerms>(`/shops/${shop}/profit-terms`, terms ? { method: 'PUT', body: terms } : { method: 'DELETE' }),
    onSuccess: (told) => {
      client.setQueryData(profit_terms_query(shop).queryKey, told)
      return client.invalidateQueries({ queryKey: ['numbers', shop] })
    },
  })
}

// A parameter that is not asked for has the shop's own value, so that is its default here.
export function with_shop_terms(descriptors: readonly Descriptor[], terms: ProfitTerms | undefined): readonly Descriptor[] {
  if (!terms) return descriptors
  const own = new Map<string, number>([['margin_percent', terms.margin_percent], ['shipping_cost', terms.shipping_cost], ['payment_fee_permille', terms.payment_fee_permille]])
  return descriptors.map((descriptor) => ({
    ...descriptor,
    parameters: descriptor.parameters.map((parameter) => ({ ...parameter, default: own.get(parameter.name) ?? parameter.default })),
  }))
}
