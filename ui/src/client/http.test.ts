import { afterEach, describe, expect, test, vi } from 'vitest'
import { ja } from '../locales/ja'
import { explain } from './explain'
import { api_url, ApiError, call, parse_error, remember_csrf_token, speak } from './http'

afterEach(() => vi.unstubAllGlobals())

function answer(status: number, body: string) {
  const fetched = vi.fn<typeof fetch>().mockImplementation(() => Promise.resolve(new Response(body, { status })))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('an address carries what is asked and the language', () => {
  speak('en')
  expect(api_url('/shops/1/analyses/stages', { as_of: '2026-11-22', source: '', page: 2 })).toBe(
    '/api/shops/1/analyses/stages?as_of=2026-11-22&page=2&language=en',
  )
})

describe('call', () => {
  test('writes carry the token, reads do not', async () => {
    remember_csrf_token('secret')
    const fetched = answer(200, '{"ok":true}')
    await call('/session')
    await call('/session', { method: 'PATCH', body: { language: 'ja' } })
    const headers = fetched.mock.calls.map(([, init]) => init?.headers as Record<string, string>)
    expect(headers[0]).not.toHaveProperty('X-CSRF-Token')
    expect(headers[1]).toHaveProperty('X-CSRF-Token', 'secret')
    expect(fetched.mock.calls[1]?.[1]?.body).toBe('{"language":"ja"}')
  })

  test('an error of the server arrives with its key and words', async () => {
    answer(422, '{"error":{"kind":"invalid_input","key":"import.unknown_header","message":"見出しが分かりません。","arguments":{}}}')
    const error = await call('/x').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ApiError)
    expect((error as ApiError).body.key).toBe('import.unknown_header')
    expect(explain(error, ja)).toBe('見出しが分かりません。')
  })

  test('no answer is told as such, an aborted question is no error of ours', async () => {
    vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockRejectedValue(new TypeError('failed')))
    const error = await call('/x').catch((reason: unknown) => reason)
    expect(explain(error, ja)).toBe(ja.errors.unreachable)
    const controller = new AbortController()
    controller.abort()
    await expect(call('/x', { signal: controller.signal })).rejects.toBeInstanceOf(TypeError)
  })

  test('an empty body is nothing', async () => {
    answer(200, '')
    expect(await call('/x', { method: 'DELETE' })).toBeUndefined()
  })
})

test('what is not JSON came from something in between', () => {
  const error = parse_error(502, '<html>Bad gateway</html>')
  expect(explain(error, ja)).toContain('502')
})
