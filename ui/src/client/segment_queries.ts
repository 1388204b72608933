// Questions about conditions and segments, and what is done to segments.
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type Query } from './http'
import type {
  CellCondition, CellList, ConditionBody, ConditionCount, ConditionFields, Segment, SegmentCustomers, SegmentKind, SegmentMoves,
} from './segment_types'
import type { Id, Language } from './types'

const kMovesPage = 50
const kFieldsStaleMilliseconds = 300_000 // known values change with every import

// In a given language, whatever the page speaks: fields are found by their titles in both.
export const condition_fields_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'fields', language],
    staleTime: kFieldsStaleMilliseconds,
    queryFn: ({ signal }) => call<ConditionFields>(`/shops/${shop}/segment-fields`, { query: { language }, signal }),
  })

export const condition_count_query = (shop: Id, body: ConditionBody | null, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'count', language, body],
    enabled: body !== null,
    queryFn: ({ signal }) => call<ConditionCount>(`/shops/${shop}/segments/count`, { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
  })

export const condition_customers_query = (shop: Id, condition: string, page: number, page_size: number, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'condition-customers', language, condition, page, page_size],
    queryFn: ({ signal }) =>
      call<SegmentCustomers>(`/shops/${shop}/segments/customers`, { method: 'POST', body: { condition, page, page_size }, signal }),
    placeholderData: keepPreviousData,
  })

export const segments_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'list', language],
    queryFn: ({ signal }) => call<Segment[]>(`/shops/${shop}/segments`, { signal }),
  })

export const segment_query = (shop: Id, id: Id, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'one', id, language],
    queryFn: ({ signal }) => call<Segment>(`/shops/${shop}/segments/${id}`, { signal }),
  })

export const segment_customers_query = (shop: Id, id: Id, page: number, page_size: number, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'one', id, 'customers', language, page, page_size],
    queryFn: ({ signal }) => call<SegmentCustomers>(`/shops/${shop}/segments/${id}/customers`, { query: { page, page_size }, signal }),
    placeholderData: keepPreviousData,
  })

export const segment_moves_query = (shop: Id, id: Id, language: Language) =>
  infiniteQueryOptions({
    queryKey: ['segments', shop, 'one', id, 'moves', language],
    queryFn: ({ signal, pageParam }) =>
      call<SegmentMoves>(`/shops/${shop}/segments/${id}/moves`, { query: { page: pageParam, page_size: kMovesPage }, signal }),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.more ? last.page + 1 : null),
  })

// ---- writes

// Everything about segments is old after one of them changed: others may be made of it.
function useForget(shop: Id) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['segments', shop] })
}

export function useCellCondition(shop: Id) {
  return useMutation({
    mutationFn: ({ analysis, question }: { analysis: string; question: Query }) =>
      call<CellCondition>(`/shops/${shop}/segments/from-cell`, { query: { analysis, ...question } }),
  })
}

// The customers behind a cell as a list of their own, where no condition can say who they are.
export function useKeepCell(shop: Id) {
  const forget = useForget(shop)
  return useMutation({
    mutationFn: (body: CellList) => call<Segment>(`/shops/${shop}/segments/from-cell`, { method: 'POST', body }),
    onSuccess: forget,
  })
}

export function useCreateSegment(shop: Id) {
  const forget = useForget(shop)
  return useMutation({
    mutationFn: (body: { name: string; kind: SegmentKind; condition: string }) =>
      call<Segment>(`/shops/${shop}/segments`, { method: 'POST', body }),
    onSuccess: forget,
  })
}

export function useChangeSegment(shop: Id, id: Id) {
  const forget = useForget(shop)
  return useMutation({
    mutationFn: (body: { name?: string; condition?: string }) => call<Segment>(`/shops/${shop}/segments/${id}`, { method: 'PATCH', body }),
    onSuccess: forget,
  })
}

// Only the list is asked again: the page of what is gone would answer with an error before it is left.
export function useRemoveSegment(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<void>(`/shops/${shop}/segments/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['segments', shop, 'list'] }),
  })
}

export function useFreezeSegment(shop: Id, id: Id) {
  const forget = useForget(shop)
  return useMutation({
    mutationFn: (name: string) => call<Segment>(`/shops/${shop}/segments/${id}/freeze`, { method: 'POST', body: { name } }),
    onSuccess: forget,
  })
}
