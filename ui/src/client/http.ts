// The one door to the server: JSON in and out, the CSRF token on every write, errors as ApiError, and an
// AbortSignal passed through so that an answer nobody waits for any more is dropped.
import type { ApiErrorBody, Upload } from './types'

export class ApiError extends Error {
  readonly status: number // 0: the server did not answer
  readonly body: ApiErrorBody
  readonly beside: Readonly<Record<string, unknown>> // what the answer told beside `error`: findings, problems

  constructor(status: number, body: ApiErrorBody, beside: Readonly<Record<string, unknown>> = {}) {
    super(body.message)
    this.name = 'ApiError'
    this.status = status
    this.body = body
    this.beside = beside
  }
}

let csrf_token = ''
let language = 'ja'

export function remember_csrf_token(token: string) {
  csrf_token = token
}

// Every request names its language, so that the words of an answer fit those around it even before the
// switch has been stored with the staff member.
export function speak(next: string) {
  language = next
}

export type Query = Record<string, string | number | undefined>

export function api_url(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  }
  if (!parameters.has('language')) parameters.set('language', language)
  return `/api${path}?${parameters}`
}

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  signal?: AbortSignal | undefined
}

const unreachable: ApiErrorBody = { kind: 'unreachable', key: 'client.unreachable', message: '', arguments: {} }

export function parse_error(status: number, text: string): ApiError {
  try {
    const { error, ...beside } = JSON.parse(text) as { error?: Partial<ApiErrorBody> } & Record<string, unknown>
    if (error?.message) {
      const { kind = 'internal', key = 'internal', message, arguments: named = {} } = error
      return new ApiError(status, { kind, key, message, arguments: named }, beside)
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return new ApiError(status, { kind: status === 401 ? 'unauthenticated' : 'internal', key: 'client.no_json', message: '', arguments: {} })
}

export async function call<T>(path: string, { method = 'GET', query, body, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf_token
  const request: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) request.body = JSON.stringify(body)
  if (signal) request.signal = signal
  let response: Response
  try {
    response = await fetch(api_url(path, query), request)
  } catch (reason) {
    if (signal?.aborted) throw reason
    throw new ApiError(0, unreachable)
  }
  const text = await response.text()
  if (!response.ok) throw parse_error(response.status, text)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

// XMLHttpRequest, because fetch tells nothing about the progress of a request body.
export function upload(
  path: string,
  file: File,
  on_progress: (bytes_sent: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', api_url(path))
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    request.setRequestHeader('X-CSRF-Token', csrf_token)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => on_progress(event.loaded))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as Upload)
      else reject(parse_error(request.status, request.responseText))
    })
    request.addEventListener('error', () => reject(new ApiError(0, unreachable)))
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
