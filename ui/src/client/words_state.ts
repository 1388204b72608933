// How the words of a template stand to those that customers get.
import type { Template } from './message_types'

export type WordsState = 'new' | 'changed' | 'published'

export function words_state({ published_at, unpublished_changes }: Pick<Template, 'published_at' | 'unpublished_changes'>): WordsState {
  if (published_at === null) return 'new'
  return unpublished_changes ? 'changed' : 'published'
}

// Those whose older words would go out: new ones are published with what sends them for the first time.
export function sent_as_before(templates: readonly Template[], used: Iterable<string>): Template[] {
  const wanted = new Set(used)
  return templates.filter((template) => wanted.has(template.id) && words_state(template) === 'changed')
}

export function never_sent(templates: readonly Template[], used: Iterable<string>): Template[] {
  const wanted = new Set(used)
  return templates.filter((template) => wanted.has(template.id) && words_state(template) === 'new')
}
