import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { delivery_rules_query } from './channel_queries'

afterEach(() => vi.unstubAllGlobals())

function rules_told(body: string) {
  vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockImplementation(() => Promise.resolve(new Response(body, { status: 200 }))))
  return new QueryClient().fetchQuery(delivery_rules_query('1'))
}

test('a shop without quiet hours or without caps has empty lists of them', async () => {
  const cap = { touches: 3, hours: 168 }
  expect(await rules_told('{}')).toEqual({ quiet_hours: [], caps: [] })
  expect(await rules_told(JSON.stringify({ caps: [cap] }))).toEqual({ quiet_hours: [], caps: [cap] })
})
