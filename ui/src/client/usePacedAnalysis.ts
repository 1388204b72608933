// The answer to a question that changes faster than answers come, as under a slider: one request at most is under way, what
// was passed over meanwhile is never asked, the newest question always is. The answer before stays until the next is here.
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Query } from './http'
import { analysis_query } from './queries'
import type { Id, Language, Result } from './types'

function same(a: Query, b: Query): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

// The newest question, taken up only while nothing is under way.
export function usePaced<Asked extends Query>(newest: Asked, busy: boolean): Asked {
  const [asked, set_asked] = useState(newest)
  if (!busy && !same(asked, newest)) set_asked(newest)
  return asked
}

export function usePacedAnalysis(shop: Id, name: string, newest: Query, language: Language): UseQueryResult<Result> {
  const [asked, set_asked] = useState(newest)
  const query = useQuery(analysis_query(shop, name, asked, language))
  if (!query.isFetching && !same(asked, newest)) set_asked(newest)
  return query
}
