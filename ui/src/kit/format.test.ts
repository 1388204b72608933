import { describe, expect, test } from 'vitest'
import * as format from './format'

const yen = { code: 'JPY', decimals: 0 }
const pound = { code: 'GBP', decimals: 2 }

describe('money', () => {
  test('yen has no decimals, pounds have two', () => {
    expect(format.format_money(12_345_600, yen)).toBe('¥12,345,600')
    expect(format.format_money(-1_234_567, pound)).toBe('-£12,345.67')
    expect(format.format_amount(1_234_567, pound)).toBe('12,345.67')
  })
  test('headlines shorten by the language', () => {
    expect(format.format_money_short(12_345_600, yen, 'ja')).toBe('1,235万円')
    expect(format.format_money_short(123_456, yen, 'ja')).toBe('12.3万円')
    expect(format.format_money_short(9_999, yen, 'ja')).toBe('9,999円')
    expect(format.format_money_short(-1_234_000_000, yen, 'ja')).toBe('-12.34億円')
    expect(format.format_money_short(12_345_600, yen, 'en')).toBe('¥12.35M')
  })
})

describe('days', () => {
  test('carry their weekday', () => {
    expect(format.format_day('2026-11-22', 'ja')).toBe('2026/11/22(日)')
    expect(format.format_day('2026-11-22', 'en')).toBe('Sun 22 Nov 2026')
    expect(format.format_day('first', 'ja')).toBe('first')
  })
  test('months and instants', () => {
    expect(format.format_month('2026-11', 'ja')).toBe('2026/11')
    expect(format.format_month('2026-11-01', 'en')).toBe('Nov 2026')
    expect(format.format_time('2026-11-22T15:30:00Z', 'Asia/Tokyo', 'ja')).toBe('2026/11/23 00:30')
  })
})

test('rates, sizes and durations', () => {
  expect(format.format_rate(0.48863)).toBe('48.9 %')
  expect(format.format_bytes(1_536)).toBe('2 KB')
  expect(format.format_bytes(5_452_595)).toBe('5.2 MB')
  expect(format.format_duration(75.4, 'ja')).toBe('1分15秒')
  expect(format.format_duration(9, 'en')).toBe('9 s')
})
