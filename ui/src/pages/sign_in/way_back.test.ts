import { expect, test } from 'vitest'
import { safe_way_back } from './way_back'

test('only addresses of this UI', () => {
  expect(safe_way_back('/shops/1/numbers/stages?as_of=2026-11-22')).toBe('/shops/1/numbers/stages?as_of=2026-11-22')
  expect(safe_way_back(undefined)).toBe('/')
  expect(safe_way_back('//elsewhere.example/')).toBe('/')
  expect(safe_way_back('/\\elsewhere.example')).toBe('/')
  expect(safe_way_back('https://elsewhere.example')).toBe('/')
  expect(safe_way_back('/sign-in?back=/')).toBe('/')
})
