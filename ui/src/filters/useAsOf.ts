// The as-of day of the page: that of the URL, or while the slider moves, the one under the hand. The URL hears of it once it
// rests: a browser takes only so many changes of an address in a while.
import { useState } from 'react'
import { with_values, type Search } from './search'

export interface AsOf {
  seen: Search // the search with the day under the hand
  move: (day: string) => void
  rest: (day: string) => void
}

export function useAsOf(search: Search, last_day: string, change: (values: Record<string, string | null>) => void): AsOf {
  const told = search['as_of']
  const [moved, set_moved] = useState<{ day: string; over: string | undefined } | null>(null)
  // What was moved counts until the URL names another day than it did when the move began.
  if (moved && moved.over !== told) set_moved(null)
  const of_url = (one: string) => (one === last_day ? undefined : one)
  return {
    seen: moved ? with_values(search, { as_of: of_url(moved.day) ?? null }) : search,
    move: (next) => set_moved({ day: next, over: told }),
    rest: (next) => {
      if (of_url(next) === told) set_moved(null)
      else change({ as_of: of_url(next) ?? null })
    },
  }
}
