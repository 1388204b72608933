// The words for a failure. The server's own message comes first: it knows what happened.
import type { Texts } from '../locales'
import { ApiError } from './http'

export function explain(error: unknown, text: Texts): string {
  if (error instanceof ApiError) {
    if (error.body.message) return error.body.message
    if (error.status === 0) return text.errors.unreachable
    if (error.status === 401) return text.errors.signed_out
    return text.errors.unreadable(error.status)
  }
  return text.errors.unreadable(0)
}
