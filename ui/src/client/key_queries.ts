// Keys with which other programs tell a shop its orders.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './http'
import type { Id } from './types'

export interface ShopKey {
  id: Id
  name: string
  created_at: string
  used_day: string | null
}

export interface NewShopKey extends ShopKey {
  token: string
}

export const keys_query = (shop: Id) =>
  queryOptions({ queryKey: ['keys', shop], queryFn: ({ signal }) => call<ShopKey[]>(`/shops/${shop}/keys`, { signal }) })

export function useAddKey(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call<NewShopKey>(`/shops/${shop}/keys`, { method: 'POST', body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys', shop] }),
  })
}

export function useRemoveKey(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<void>(`/shops/${shop}/keys/${id}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['keys', shop] }),
  })
}
