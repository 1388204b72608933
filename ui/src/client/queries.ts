// Every question to the server as a query or a mutation, each named once. Keys start with the resource and
// the shop, so that a finished import can make all numbers of its shop old at once.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, call, remember_csrf_token, type Query } from './http'
import type {
  AuditPage, CustomersPage, Descriptor, Id, Import, ImportField, ImportList, ImportProfile, ImportRequest, Inspection,
  Language, NamedMapping, QuarantinePage, Result, Role, Session, Shop, StaffEntry, Summary, Task, TaskPage, TaskTry,
  Today,
} from './types'

const kNever = Number.POSITIVE_INFINITY
const kPollMilliseconds = 500

// null: nobody is signed in. That is an answer, not an error.
export const session_query = queryOptions({
  queryKey: ['session'],
  staleTime: kNever,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await call<Session>('/session', { signal })
      remember_csrf_token(session.csrf_token)
      return session
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export const descriptors_query = (language: Language) =>
  queryOptions({
    queryKey: ['analyses', language],
    staleTime: kNever,
    queryFn: ({ signal }) => call<Descriptor[]>('/analyses', { signal }),
  })

export const summary_query = (shop: Id) =>
  queryOptions({
    queryKey: ['summary', shop],
    queryFn: ({ signal }) => call<Summary>(`/shops/${shop}/summary`, { signal }),
  })

// The old answer stays on screen while a new one is on its way, unless another analysis was asked for.
export const analysis_query = (shop: Id, name: string, query: Query, language: Language) =>
  queryOptions({
    queryKey: ['numbers', shop, name, language, query],
    queryFn: ({ signal }) => call<Result>(`/shops/${shop}/analyses/${name}`, { query, signal }),
    placeholderData: (previous, last) =>
      last?.queryKey[1] === shop && last.queryKey[2] === name ? previous : undefined,
  })

export const customers_query = (shop: Id, name: string, query: Query, language: Language) =>
  queryOptions({
    queryKey: ['numbers', shop, name, language, 'customers', query],
    queryFn: ({ signal }) => call<CustomersPage>(`/shops/${shop}/analyses/${name}/customers`, { query, signal }),
    placeholderData: keepPreviousData,
  })

export const profiles_query = (language: Language) =>
  queryOptions({
    queryKey: ['import-profiles', language],
    queryFn: ({ signal }) => call<ImportProfile[]>('/import-profiles', { signal }),
  })

export const import_fields_query = (language: Language) =>
  queryOptions({
    queryKey: ['import-fields', language],
    staleTime: kNever,
    queryFn: ({ signal }) => call<ImportField[]>('/import-fields', { signal }),
  })

// Looks into uploaded files; it is a POST because the question is long, but it changes nothing.
export const inspection_query = (shop: Id, uploads: Id[], profile: string | undefined) =>
  queryOptions({
    queryKey: ['inspection', shop, uploads, profile],
    queryFn: ({ signal }) =>
      call<Inspection>(`/shops/${shop}/imports/inspect`, {
        method: 'POST', body: { uploads, ...(profile === undefined ? {} : { profile }) }, signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const imports_query = (shop: Id, page: number) =>
  queryOptions({
    queryKey: ['imports', shop, 'page', page],
    queryFn: ({ signal }) => call<ImportList>(`/shops/${shop}/imports`, { query: { page }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.imports.some((one) => one.state === 'running') ? 2_000 : false),
  })

export const import_query = (shop: Id, id: Id) =>
  queryOptions({
    queryKey: ['imports', shop, 'one', id],
    queryFn: ({ signal }) => call<Import>(`/shops/${shop}/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (!state.data || state.data.state === 'running' ? kPollMilliseconds : false),
  })

export const quarantine_query = (shop: Id, id: Id, page: number, language: Language) =>
  queryOptions({
    queryKey: ['imports', shop, 'quarantine', id, page, language],
    queryFn: ({ signal }) =>
      call<QuarantinePage>(`/shops/${shop}/imports/${id}/quarantine`, { query: { page, page_size: 50 }, signal }),
    placeholderData: keepPreviousData,
  })

export const mappings_query = (shop: Id) =>
  queryOptions({
    queryKey: ['mappings', shop],
    queryFn: ({ signal }) => call<NamedMapping[]>(`/shops/${shop}/mappings`, { signal }),
  })

export const staff_query = queryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal }) => call<StaffEntry[]>('/staff', { signal }),
})

export const audit_query = (page: number) =>
  queryOptions({
    queryKey: ['audit', page],
    queryFn: ({ signal }) => call<AuditPage>('/audit', { query: { page }, signal }),
    placeholderData: keepPreviousData,
  })

export const today_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['tasks', shop, 'today', language],
    queryFn: ({ signal }) => call<Today>(`/shops/${shop}/today`, { signal }),
    refetchOnWindowFocus: true,
  })

export const finished_tasks_query = (shop: Id, page: number, language: Language) =>
  queryOptions({
    queryKey: ['tasks', shop, 'finished', language, page],
    queryFn: ({ signal }) => call<TaskPage>(`/shops/${shop}/tasks`, { query: { page }, signal }),
    placeholderData: keepPreviousData,
  })

// ---- writes

function useSessionWrite<Input>(run: (input: Input) => Promise<Session>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: async (session) => {
      remember_csrf_token(session.csrf_token)
      // The question who is signed in may still be under way, and would answer as things stood before.
      await client.cancelQueries({ queryKey: session_query.queryKey })
      client.setQueryData(session_query.queryKey, session)
    },
  })
}

export const useSignIn = () =>
  useSessionWrite((input: { email: string; password: string }) =>
    call<Session>('/session', { method: 'POST', body: input }),
  )

export const useSignInByLink = () =>
  useSessionWrite((token: string) => call<Session>('/session/link', { method: 'POST', body: { token } }))

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call<void>('/session', { method: 'DELETE' }),
    onSuccess: () => {
      client.clear()
      client.setQueryData(session_query.queryKey, null)
    },
  })
}

// A new password ends every session and answers with a fresh one: its token is needed for the next write.
export const useSetPassword = () =>
  useSessionWrite((body: { current_password?: string; new_password: string }) =>
    call<Session>('/session/password', { method: 'POST', body }),
  )

export function useChangeMyself() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { language?: Language; name?: string; email?: string }) => call<unknown>('/session', { method: 'PATCH', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: session_query.queryKey }),
  })
}

export function useCreateShop() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; currency: string; time_zone: string }) =>
      call<Shop>('/shops', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: session_query.queryKey }),
  })
}

export function useChangeShop(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name?: string; merge_same_day?: boolean }) =>
      call<unknown>(`/shops/${shop}`, { method: 'PATCH', body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: session_query.queryKey }),
        client.invalidateQueries({ queryKey: ['numbers', shop] }),
      ]),
  })
}

export function useStartImport(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: ImportRequest) => call<Import>(`/shops/${shop}/imports`, { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports', shop, 'page'] }),
  })
}

export function useCancelImport(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => call<unknown>(`/shops/${shop}/imports/${id}/cancel`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports', shop] }),
  })
}

export function useSaveMapping(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, mapping }: NamedMapping) =>
      call<unknown>(`/shops/${shop}/mappings/${encodeURIComponent(name)}`, { method: 'PUT', body: { mapping } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mappings', shop] }),
  })
}

export function useRemoveMapping(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call<void>(`/shops/${shop}/mappings/${encodeURIComponent(name)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['mappings', shop] }),
  })
}

export function useAddStaff() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; email: string; role: Role }) =>
      call<StaffEntry>('/staff', { method: 'POST', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: staff_query.queryKey }),
  })
}

export function useChangeStaff() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: Id; role?: Role; disabled?: boolean }) =>
      call<unknown>(`/staff/${id}`, { method: 'PATCH', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: staff_query.queryKey }),
  })
}

// A task that moves makes both lists old.
function useTaskWrite<Input, Output>(shop: Id, run: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: run, onSettled: () => client.invalidateQueries({ queryKey: ['tasks', shop] }) })
}

export const useTakeTask = (shop: Id) =>
  useTaskWrite(shop, (id: Id) => call<Task>(`/shops/${shop}/tasks/${id}/staff`, { method: 'PUT' }))

export const useGiveBackTask = (shop: Id) =>
  useTaskWrite(shop, (id: Id) => call<Task>(`/shops/${shop}/tasks/${id}/staff`, { method: 'DELETE' }))

export const useRecordResult = (shop: Id) =>
  useTaskWrite(shop, ({ id, ...tried }: TaskTry) =>
    call<Task>(`/shops/${shop}/tasks/${id}/results`, { method: 'POST', body: tried }))

export const useReopenTask = (shop: Id) =>
  useTaskWrite(shop, (id: Id) => call<Task>(`/shops/${shop}/tasks/${id}/reopen`, { method: 'POST', body: {} }))

export const useSetCapacity = (shop: Id) =>
  useTaskWrite(shop, (capacity: number) =>
    call<{ capacity: number }>(`/shops/${shop}/today/capacity`, { method: 'PUT', body: { capacity } }))
