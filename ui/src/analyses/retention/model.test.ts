import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { retention_groups, weakest_round } from './model'

const row = (group: string | null, round: number, started: number, matured: number, continued: number) => ({
  group, round, started, ever_continued: continued, matured, continued, retention_rate: matured > 0 ? continued / matured : null, retention_low: matured > 0 ? 0.1 : null,
  retention_high: matured > 0 ? 0.9 : null, surviving_rate: 1, km_rate: 0.5, active: 1, skipped: 0, paused: 2, cancelled: 3, undelivered: 0,
})
const groups = retention_groups({ rows: [row(null, 1, 100, 90, 60), row(null, 2, 60, 50, 45), row(null, 3, 45, 0, 0)] } as unknown as Result)

test('rounds of one group stand together, a rate of nobody is none', () => {
  expect(groups).toHaveLength(1)
  expect(groups[0]?.rounds.map(({ retention }) => retention.rate)).toEqual([60 / 90, 0.9, null])
  expect(groups[0]?.rounds.map(({ young }) => young)).toEqual([false, false, true])
})

test('the weakest round is where most were lost, not where the rate is lowest', () => {
  expect(groups[0] && weakest_round(groups[0])?.round).toBe(1)
  expect(weakest_round({ name: '', rounds: [] })).toBeNull()
})
