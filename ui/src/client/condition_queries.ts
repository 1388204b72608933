// What a condition says in words and for how many customers it holds now.
import { queryOptions } from '@tanstack/react-query'
import { call } from './http'
import type { Id, Language } from './types'

export interface ConditionAnswer {
  customers: number
  of: number
  share: number
  as_of: string
  condition: string
  sentence: string
  unknown_names: string[]
}

export interface SegmentChoice {
  id: Id
  name: string
  condition: string
  sentence: string
  customers: number
}

const kFreshMilliseconds = 60_000

// A POST because the question is long; it changes nothing.
export const condition_query = (shop: Id, condition: string, language: Language) =>
  queryOptions({
    queryKey: ['conditions', shop, condition, language],
    queryFn: ({ signal }) => call<ConditionAnswer>(`/shops/${shop}/segments/count`, { method: 'POST', body: { condition }, signal }),
    enabled: condition.trim() !== '',
    staleTime: kFreshMilliseconds,
    retry: false, // a mistake in it is an answer
  })

export const segment_choices_query = (shop: Id, language: Language) =>
  queryOptions({
    queryKey: ['segments', shop, 'list', language],
    queryFn: ({ signal }) => call<SegmentChoice[]>(`/shops/${shop}/segments`, { signal }),
    staleTime: kFreshMilliseconds,
  })
