// What a segment's page shows, as flat text in the URL: an unsaved condition, the name meant for it, the list and its page.
// A draft in the address survives "back", a reload and being sent to a colleague. Pure.
import type { Search } from '../../filters/search'

const kLongestInUrl = 6_000 // characters of a condition; longer ones live on the page only

export function page_in(search: Search): number {
  const page = Number(search['page'])
  return Number.isInteger(page) && page > 1 ? page : 1
}

// What the URL says once `condition` stands on the page and `saved` is kept; null takes it out.
export function draft_in_url(condition: string, saved: string): string | null {
  return condition === saved || condition.length > kLongestInUrl ? null : condition
}

// Segments whose name or condition has all the words.
export function found<T extends { name: string; sentence: string }>(segments: readonly T[], words: string): T[] {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/)
  return segments.filter(({ name, sentence }) => {
    const hay = `${name}\n${sentence}`.normalize('NFKC').toLowerCase()
    return wanted.every((word) => hay.includes(word))
  })
}
