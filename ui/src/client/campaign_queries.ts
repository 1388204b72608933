// Questions about campaigns and results, and what staff do with campaigns.
import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Campaign, CampaignChange, CampaignResult, HoldoutProposal } from './campaign_types'
import { call } from './http'
import type { Id, Language } from './types'

const kMovingMilliseconds = 5_000

export const campaigns_query = (shop: Id) =>
  queryOptions({
    queryKey: ['campaigns', shop, 'list'],
    queryFn: ({ signal }) => call<Campaign[]>(`/shops/${shop}/campaigns`, { signal }),
  })

export const campaign_query = (shop: Id, id: Id) =>
  queryOptions({
    queryKey: ['campaigns', shop, 'one', id],
    queryFn: ({ signal }) => call<Campaign>(`/shops/${shop}/campaigns/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'planned' || state.data?.state === 'running' ? kMovingMilliseconds : false),
  })

// difference: the least that is worth knowing, in minor units per customer; null: a tenth of what they buy.
export const holdout_query = (shop: Id, condition: string, difference: number | null, language: Language) =>
  queryOptions({
    queryKey: ['holdout', shop, condition, difference, language],
    queryFn: ({ signal }) => call<HoldoutProposal>(`/shops/${shop}/holdout-proposal`, { query: { condition, difference: difference ?? undefined }, signal }),
    enabled: condition.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })

export type ResultOf = 'journeys' | 'campaigns'

export interface ResultQuestion {
  from?: string | undefined
  to?: string | undefined
  goal_days?: string | undefined
}

export const result_query = (shop: Id, of: ResultOf, id: Id, question: ResultQuestion, language: Language) =>
  queryOptions({
    queryKey: ['results', shop, of, id, question, language],
    queryFn: ({ signal }) => call<CampaignResult>(`/shops/${shop}/${of}/${id}/result`, { query: { ...question }, signal }),
    placeholderData: keepPreviousData,
  })

// ---- writes

const forget = (client: QueryClient, shop: Id) => client.invalidateQueries({ queryKey: ['campaigns', shop] })

export function useCreateCampaign(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CampaignChange) => call<Campaign>(`/shops/${shop}/campaigns`, { method: 'POST', body }),
    onSuccess: () => forget(client, shop),
  })
}

export function useChangeCampaign(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CampaignChange) => call<Campaign>(`/shops/${shop}/campaigns/${id}`, { method: 'PATCH', body }),
    onSuccess: () => forget(client, shop),
  })
}

export function useRemoveCampaign(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<void>(`/shops/${shop}/campaigns/${id}`, { method: 'DELETE' }),
    onSuccess: () => forget(client, shop),
  })
}

function useCampaignStep(shop: Id, id: Id, step: 'plan' | 'cancel') {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call<Campaign>(`/shops/${shop}/campaigns/${id}/${step}`, { method: 'POST', body: {} }),
    // A message that was never sent is published with the plan.
    onSuccess: () => Promise.all([forget(client, shop), client.invalidateQueries({ queryKey: ['templates', shop] })]),
  })
}

export const usePlanCampaign = (shop: Id, id: Id) => useCampaignStep(shop, id, 'plan')
export const useCancelCampaign = (shop: Id, id: Id) => useCampaignStep(shop, id, 'cancel')
