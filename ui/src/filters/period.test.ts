import { expect, test } from 'vitest'
import { ja } from '../locales/ja'
import { period_text, presets, start_of_span } from './period'

test('a span of 12 months ends on the as-of day', () => {
  expect(start_of_span('2026-11-22', 12)).toBe('2025-11-23')
  expect(start_of_span('2026-12-31', 12)).toBe('2026-01-01')
  expect(start_of_span('2024-02-28', 12)).toBe('2023-02-28') // 29 February has no partner a year before
  expect(start_of_span('2026-03-30', 1)).toBe('2026-02-28')
})

test('without data there is only all time', () => {
  expect(presets('', ja)).toHaveLength(1)
  expect(presets('2026-11-22', ja)).toHaveLength(4)
})

test('is told in words', () => {
  expect(period_text(undefined, undefined, 'ja', ja)).toBe('すべての期間')
  expect(period_text('2026-01-01', undefined, 'ja', ja)).toBe('2026/01/01(木) 以降')
})
