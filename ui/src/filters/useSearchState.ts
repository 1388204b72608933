// The search of the URL as state. A change replaces the entry, so that "back" leaves the page instead of undoing
// one keystroke of a filter after the other; opening a drawer adds one, so that "back" closes it.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { with_values, type Search } from './search'

export interface SearchState {
  search: Search
  change: (values: Record<string, string | null>) => void
  go: (next: Search, replace?: boolean) => void
}

export function useSearchState(): SearchState {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const go = useCallback(
    (next: Search, replace = false) => void navigate({ to: '.', search: next, replace, resetScroll: false }),
    [navigate],
  )
  const change = useCallback(
    (values: Record<string, string | null>) =>
      void navigate({ to: '.', search: (now: Record<string, string | undefined>) => with_values(now as Search, values), replace: true, resetScroll: false }),
    [navigate],
  )
  return { search, change, go }
}
