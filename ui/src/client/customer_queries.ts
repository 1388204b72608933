// Questions about customers, and what staff write down about one.
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import { call } from './http'
import type {
  ChannelName, Consent, ConsentState, Customer, CustomerList, CustomerListQuestion, CustomerNote, CustomerTag, OrderStoryPage, TagCount, TimelinePage,
} from './customer_types'
import type { Id, Language } from './types'

export const kTimelineKinds = ['order', 'delivery', 'payment', 'return', 'message', 'note', 'journey', 'consent', 'tag', 'import'] as const
export type TimelineKind = (typeof kTimelineKinds)[number]

const kTimelinePage = 40
const kOrdersPage = 20

export const customer_list_query = (shop: Id, question: CustomerListQuestion) =>
  queryOptions({
    queryKey: ['customers', shop, 'list', question],
    queryFn: ({ signal }) => call<CustomerList>(`/shops/${shop}/customers`, { query: { ...question }, signal }),
    placeholderData: keepPreviousData,
  })

export const customer_query = (shop: Id, id: Id, language: Language) =>
  queryOptions({
    queryKey: ['customers', shop, 'one', id, 'page', language],
    queryFn: ({ signal }) => call<Customer>(`/shops/${shop}/customers/${id}`, { signal }),
  })

export const customer_orders_query = (shop: Id, id: Id, page: number) =>
  queryOptions({
    queryKey: ['customers', shop, 'one', id, 'orders', page],
    queryFn: ({ signal }) => call<OrderStoryPage>(`/shops/${shop}/customers/${id}/orders`, { query: { page, page_size: kOrdersPage }, signal }),
    placeholderData: keepPreviousData,
  })

export const timeline_query = (shop: Id, id: Id, kinds: readonly TimelineKind[], language: Language) =>
  infiniteQueryOptions({
    queryKey: ['customers', shop, 'one', id, 'timeline', language, kinds],
    queryFn: ({ signal, pageParam }) =>
      call<TimelinePage>(`/shops/${shop}/customers/${id}/timeline`, { query: { kinds: kinds.join(','), begin: pageParam, page_size: kTimelinePage }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })

export const tags_query = (shop: Id) =>
  queryOptions({
    queryKey: ['tags', shop],
    queryFn: ({ signal }) => call<TagCount[]>(`/shops/${shop}/tags`, { signal }),
  })

// ---- writes

type TimelineData = InfiniteData<TimelinePage>

function forget_customer(client: QueryClient, shop: Id, id: Id) {
  return client.invalidateQueries({ queryKey: ['customers', shop, 'one', id] })
}

export function useAddNote(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (text: string) => call<CustomerNote>(`/shops/${shop}/customers/${id}/notes`, { method: 'POST', body: { text } }),
    onSuccess: () => forget_customer(client, shop, id),
  })
}

export function useChangeNote(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ note, text }: { note: Id; text: string }) =>
      call<CustomerNote>(`/shops/${shop}/customers/${id}/notes/${note}`, { method: 'PATCH', body: { text } }),
    onSuccess: () => forget_customer(client, shop, id),
  })
}

// Gone from the screen at once; an answer that says otherwise brings it back.
export function useRemoveNote(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (note: Id) => call<void>(`/shops/${shop}/customers/${id}/notes/${note}`, { method: 'DELETE' }),
    onMutate: (note) => {
      client.setQueriesData<TimelineData>({ queryKey: ['customers', shop, 'one', id, 'timeline'] }, (data) =>
        data && { ...data, pages: data.pages.map((page) => ({ ...page, entries: page.entries.filter((entry) => entry.kind !== 'note' || entry.id !== note) })) },
      )
    },
    onSettled: () => forget_customer(client, shop, id),
  })
}

export function useBringNoteBack(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (note: Id) => call<CustomerNote>(`/shops/${shop}/customers/${id}/notes/${note}`, { method: 'PATCH', body: { removed: false } }),
    onSuccess: () => forget_customer(client, shop, id),
  })
}

export function useChangeTag(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, hang }: { name: string; hang: boolean }) =>
      call<CustomerTag[]>(`/shops/${shop}/customers/${id}/tags/${encodeURIComponent(name)}`, { method: hang ? 'PUT' : 'DELETE' }),
    onSuccess: () => Promise.all([forget_customer(client, shop, id), client.invalidateQueries({ queryKey: ['tags', shop] })]),
  })
}

export function useAddConsent(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { channel: ChannelName; state: ConsentState; evidence: string }) =>
      call<Consent[]>(`/shops/${shop}/customers/${id}/consents`, { method: 'POST', body }),
    onSuccess: () => forget_customer(client, shop, id),
  })
}
