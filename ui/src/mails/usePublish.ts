// Makes the words of a template those that are sent, and says what stood in the way.
import { explain } from '../client/explain'
import { ApiError } from '../client/http'
import { usePublishTemplate } from '../client/message_queries'
import type { Finding } from '../client/message_types'
import { usePlace } from '../client/session'
import { useWords } from '../locales'

// What the server found when it refused; none when something else went wrong.
export function findings_of(error: unknown): Finding[] {
  const found = error instanceof ApiError ? error.beside['findings'] : undefined
  return Array.isArray(found) ? (found as Finding[]) : []
}

export function usePublish() {
  const { text } = useWords()
  const { shop } = usePlace()
  const { mutateAsync, isPending, error, reset } = usePublishTemplate(shop.id)
  const findings = findings_of(error)
  return { publish: mutateAsync, is_pending: isPending, findings, refused: error && findings.length === 0 ? explain(error, text) : '', reset }
}
