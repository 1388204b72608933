import { expect, test } from 'vitest'
import type { Rhythm } from '../../client/customer_types'
import { ruler_of, words_of } from './rhythm'

const rhythm: Rhythm = {
  basis: 'own', state: 'late', median_days: 30, gaps: 3, days_since: 71, last_day: '2026-04-20', expected_day: '2026-05-20', late_day: '2026-06-04',
}

test('marks stand in their order, today within the line', () => {
  const ruler = ruler_of(rhythm)
  expect(ruler.expected).toBeLessThan(ruler.late)
  expect(ruler.late).toBeLessThan(ruler.now)
  expect(ruler.now).toBeLessThan(1)
  expect(ruler.days_late).toBe(41)
})

test('whoever is far away stands at the end, the marks stay readable', () => {
  const ruler = ruler_of({ ...rhythm, days_since: 4_000 })
  expect(ruler.now).toBe(1)
  expect(ruler.expected).toBeGreaterThan(0.15)
})

test('a rhythm of no days is still a line', () => {
  const ruler = ruler_of({ ...rhythm, expected_day: '2026-04-20', late_day: '2026-04-20', days_since: 0 })
  expect(ruler).toEqual({ expected: 0, late: 1 / 1.12, now: 0, days_late: 0 })
})

test('words stand at their marks and never on each other', () => {
  expect(words_of({ expected: 0.5, late: 0.85 })).toEqual({ expected: 0.5, late: 0.85 })
  for (const [expected, late] of [[0, 0.01], [0.05, 0.1], [0.7, 0.75], [0.89, 0.9], [0.3, 0.31]] as const) {
    const words = words_of({ expected, late })
    expect(words.expected).toBeGreaterThanOrEqual(0.29)
    expect(words.late - words.expected).toBeGreaterThanOrEqual(0.1999)
    expect(words.late).toBeLessThanOrEqual(0.9)
  }
})
