// Questions about messages, and what staff do with them.
import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { call } from './http'
import type { Finding, Preview, Template, TemplateChange, TemplateField, Words } from './message_types'
import type { Id, Language } from './types'

export const templates_query = (shop: Id) =>
  queryOptions({
    queryKey: ['templates', shop, 'list'],
    queryFn: ({ signal }) => call<Template[]>(`/shops/${shop}/templates`, { signal }),
  })

export const template_query = (shop: Id, id: Id) =>
  queryOptions({
    queryKey: ['templates', shop, 'one', id],
    queryFn: ({ signal }) => call<Template>(`/shops/${shop}/templates/${id}`, { signal }),
  })

export const template_fields_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['template-fields', shop, language],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => call<TemplateField[]>(`/shops/${shop}/template-fields`, { signal }),
  })

// POSTs because the question is long; they change nothing.
export const findings_query = (shop: Id, words: Words, language: Language) =>
  queryOptions({
    queryKey: ['template-check', shop, words, language],
    queryFn: ({ signal }) => call<{ findings: Finding[] }>(`/shops/${shop}/templates/check`, { method: 'POST', body: words, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })

export const preview_query = (shop: Id, words: Words, customer: Id | null) =>
  queryOptions({
    queryKey: ['template-preview', shop, words, customer],
    queryFn: ({ signal }) =>
      call<Preview>(`/shops/${shop}/templates/preview`, { method: 'POST', body: { ...words, ...(customer === null ? {} : { customer_id: customer }) }, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false, // words that cannot be filled in are an answer
  })

// ---- writes

// The answer is what is stored now: a page that comes back to it begins there, not at what it once read.
function remember(client: QueryClient, shop: Id, template: Template) {
  client.setQueryData(template_query(shop, template.id).queryKey, template)
  // Whether a journey may be published hangs on the words it sends.
  void client.invalidateQueries({ queryKey: ['journeys', shop, 'one'] })
  return client.invalidateQueries({ queryKey: ['templates', shop, 'list'] })
}

export function useCreateTemplate(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string } & Words & { blocks: unknown }) =>
      call<Template>(`/shops/${shop}/templates`, { method: 'POST', body: { channel: 'mail', ...body } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates', shop, 'list'] }),
  })
}

export const change_template = (shop: Id, id: Id, body: TemplateChange) => call<Template>(`/shops/${shop}/templates/${id}`, { method: 'PATCH', body })

export function useChangeTemplate(shop: Id, id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: TemplateChange) => change_template(shop, id, body),
    onSuccess: (template) => remember(client, shop, template),
  })
}

// As it stands on the server now, whatever is remembered here.
export const read_template = (shop: Id, id: Id) => call<Template>(`/shops/${shop}/templates/${id}`)

export function usePublishTemplate(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<Template>(`/shops/${shop}/templates/${id}/publish`, { method: 'POST', body: {} }),
    onSuccess: (template) => remember(client, shop, template),
  })
}

export function useRemoveTemplate(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<void>(`/shops/${shop}/templates/${id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates', shop, 'list'] }),
  })
}

export function useTestSend(shop: Id) {
  return useMutation({
    mutationFn: (body: Words & { to: string; customer_id?: Id }) =>
      call<{ accepted: boolean; answer: string }>(`/shops/${shop}/templates/test-send`, { method: 'POST', body }),
  })
}
