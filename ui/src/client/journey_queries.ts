// Questions about journeys, and what staff do with them.
import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { call } from './http'
import { read_schema, type SchemaAnswer } from './journey_schema'
import type {
  Definition, DryRun, Journey, JourneyNumbers, JourneyProposal, JourneyRow, JourneyState, JourneyTemplate, NewJourney, StandingRuns,
} from './journey_types'
import type { Id, Language } from './types'

const kNumbersMilliseconds = 15_000
const kStandingPage = 20

export const journey_schema_query = (language: Language) =>
  queryOptions({
    queryKey: ['journey-schema', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => read_schema(await call<SchemaAnswer>('/journey-schema', { signal })),
  })

export const journey_templates_query = (language: Language) =>
  queryOptions({
    queryKey: ['journey-templates', language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => call<JourneyTemplate[]>('/journey-templates', { signal }),
  })

export interface ProposalQuestion {
  stage: number
  pack_days?: number | undefined
}

export const journey_proposal_query = (shop: Id, { stage, pack_days }: ProposalQuestion, language: Language) =>
  queryOptions({
    queryKey: ['journeys', shop, 'proposal', stage, pack_days, language],
    queryFn: ({ signal }) => call<JourneyProposal>(`/shops/${shop}/journey-proposals`, { query: { stage, pack_days }, signal }),
    placeholderData: keepPreviousData,
    retry: false, // too few customers is an answer
  })

export const journeys_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['journeys', shop, 'list', language],
    queryFn: ({ signal }) => call<JourneyRow[]>(`/shops/${shop}/journeys`, { signal }),
  })

export const journey_query = (shop: Id, id: Id, language: Language) =>
  queryOptions({
    queryKey: ['journeys', shop, 'one', id, language],
    queryFn: ({ signal }) => call<Journey>(`/shops/${shop}/journeys/${id}`, { signal }),
  })

export const journey_numbers_query = (shop: Id, id: Id) =>
  queryOptions({
    queryKey: ['journeys', shop, 'numbers', id],
    queryFn: ({ signal }) => call<JourneyNumbers>(`/shops/${shop}/journeys/${id}/numbers`, { signal }),
    refetchInterval: kNumbersMilliseconds,
  })

export const standing_query = (shop: Id, id: Id, node: string, page: number) =>
  queryOptions({
    queryKey: ['journeys', shop, 'standing', id, node, page],
    queryFn: ({ signal }) =>
      call<StandingRuns>(`/shops/${shop}/journeys/${id}/runs`, { query: { node, page, page_size: kStandingPage }, signal }),
    placeholderData: keepPreviousData,
  })

// ---- writes

function forget(client: QueryClient, shop: Id, journey: Journey | null) {
  const lists = client.invalidateQueries({ queryKey: ['journeys', shop, 'list'] })
  if (journey === null) return lists
  return Promise.all([
    lists,
    client.invalidateQueries({ queryKey: ['journeys', shop, 'one', journey.id] }),
    client.invalidateQueries({ queryKey: ['journeys', shop, 'numbers', journey.id] }),
  ])
}

export function useCreateJourney(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewJourney) => call<Journey>(`/shops/${shop}/journeys`, { method: 'POST', body }),
    onSuccess: () => Promise.all([forget(client, shop, null), client.invalidateQueries({ queryKey: ['templates', shop] })]),
  })
}

// Saving does not ask again for what is on the screen: the answer is what is stored now, and a page that comes back to it
// begins there.
export function useSaveDefinition(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { definition: Definition; name?: string }) =>
      call<Journey>(`/shops/${shop}/journeys/${id}/definition`, { method: 'PUT', body }),
    onSuccess: (journey) => {
      client.setQueriesData({ queryKey: ['journeys', shop, 'one', id] }, journey)
      return forget(client, shop, null)
    },
  })
}

// As it stands on the server now, whatever is remembered here.
export const read_journey = (shop: Id, id: Id) => call<Journey>(`/shops/${shop}/journeys/${id}`)

export function usePublishJourney(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call<Journey>(`/shops/${shop}/journeys/${id}/publish`, { method: 'POST', body: {} }),
    // Messages that were never sent are published with it.
    onSuccess: (journey) => Promise.all([forget(client, shop, journey), client.invalidateQueries({ queryKey: ['templates', shop] })]),
  })
}

export function useSetJourneyState(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (state: JourneyState) => call<Journey>(`/shops/${shop}/journeys/${id}/state`, { method: 'POST', body: { state } }),
    onSuccess: (journey) => forget(client, shop, journey),
  })
}

export function useRemoveJourney(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<void>(`/shops/${shop}/journeys/${id}`, { method: 'DELETE' }),
    onSuccess: () => forget(client, shop, null),
  })
}

export function useDryRun(shop: Id, id: Id) {
  return useMutation({
    mutationFn: (body: { definition: Definition; customers: number }) =>
      call<DryRun>(`/shops/${shop}/journeys/${id}/dry-run`, { method: 'POST', body }),
  })
}
