// Questions about the customers whom no journey and no campaign reaches, and setting how many they are.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ResultQuestion } from './campaign_queries'
import type { Holdout, HoldoutChange, HoldoutResult } from './holdout_types'
import { ApiError, call } from './http'
import type { Id, Language } from './types'

export const global_holdout_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['global-holdout', shop, 'setting', language],
    queryFn: ({ signal }) => call<Holdout>(`/shops/${shop}/holdout`, { signal }),
  })

// null: nobody was ever held out. That is an answer, not an error.
export const global_result_query = (shop: Id, question: ResultQuestion, language: Language) =>
  queryOptions({
    queryKey: ['global-holdout', shop, 'result', question, language],
    queryFn: async ({ signal }): Promise<HoldoutResult | null> => {
      try {
        return await call<HoldoutResult>(`/shops/${shop}/holdout/result`, { query: { ...question }, signal })
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null
        throw error
      }
    },
    placeholderData: keepPreviousData,
  })

export function useSetHoldout(shop: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: HoldoutChange) => call<Holdout>(`/shops/${shop}/holdout`, { method: 'PUT', body }),
    // Audiences of campaigns are without them.
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['global-holdout', shop] }), client.invalidateQueries({ queryKey: ['campaigns', shop] })]),
  })
}
