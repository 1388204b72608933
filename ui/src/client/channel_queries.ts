// Questions about the mail channel and its outbox, and what staff set there.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChannelSettings, DeliveryRules, DnsCheck, Resolution, SettingValue, SuppressionPage, TouchPage, Trial } from './channel_types'
import { call } from './http'
import type { Id, Language } from './types'

export const mail_channel_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['channels', shop, 'mail', language],
    queryFn: ({ signal }) => call<ChannelSettings>(`/shops/${shop}/channels/mail`, { signal }),
  })

export const mail_dns_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['channels', shop, 'dns', language],
    queryFn: ({ signal }) => call<{ checks: DnsCheck[] }>(`/shops/${shop}/channels/mail/dns`, { signal }),
    retry: false,
  })

export const suppressions_query = (shop: Id, page: number) =>
  queryOptions({
    queryKey: ['suppressions', shop, page],
    queryFn: ({ signal }) => call<SuppressionPage>(`/shops/${shop}/suppressions`, { query: { page }, signal }),
    placeholderData: keepPreviousData,
  })

export const in_doubt_query = (shop: Id, page: number, language: Language) =>
  queryOptions({
    queryKey: ['touches', shop, 'in_doubt', page, language],
    queryFn: ({ signal }) => call<TouchPage>(`/shops/${shop}/touches`, { query: { state: 'in_doubt', page }, signal }),
    placeholderData: keepPreviousData,
  })

// Lists without a rule are left out of the answer, as they are in a journey's definition.
type ToldRules = Partial<DeliveryRules>
const rules_of = ({ quiet_hours = [], caps = [] }: ToldRules): DeliveryRules => ({ quiet_hours, caps })

export const delivery_rules_query = (shop: Id) =>
  queryOptions({
    queryKey: ['delivery-rules', shop],
    queryFn: async ({ signal }) => rules_of(await call<ToldRules>(`/shops/${shop}/delivery-rules`, { signal })),
  })

// ---- writes

export function useSaveDeliveryRules(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: DeliveryRules) => rules_of(await call<ToldRules>(`/shops/${shop}/delivery-rules`, { method: 'PUT', body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['delivery-rules', shop] }),
  })
}

export function useSaveMailChannel(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (settings: Record<string, SettingValue>) => call<ChannelSettings>(`/shops/${shop}/channels/mail`, { method: 'PUT', body: { settings } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['channels', shop] }),
  })
}

export function useTryMailChannel(shop: Id) {
  return useMutation({ mutationFn: () => call<{ trials: Trial[] }>(`/shops/${shop}/channels/mail/try`, { method: 'POST', body: {} }) })
}

export function useSuppress(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { address: string; reason: string }) => call<unknown>(`/shops/${shop}/suppressions`, { method: 'PUT', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions', shop] }),
  })
}

export function useRelease(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (address: string) => call<unknown>(`/shops/${shop}/suppressions`, { method: 'DELETE', body: { address } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions', shop] }),
  })
}

export function useResolveTouch(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { customer_id: Id; key: string; resolution: Resolution }) => call<unknown>(`/shops/${shop}/touches/resolve`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['touches', shop] }),
  })
}
