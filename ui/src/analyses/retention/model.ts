// From rows of `retention` to curves by round, and what became of those whose latest round it is. Pure.
import type { Result } from '../../client/types'
import type { CountedRate } from '../common/rate_figure'
import { number_of, number_or_null, text_of } from '../common/result'

export const kStates = ['active', 'skipped', 'paused', 'cancelled', 'undelivered'] as const
export type State = (typeof kStates)[number]

export interface Round {
  round: number
  started: number
  went_on: number // had a later delivery
  retention: CountedRate
  surviving: number | null // of those who had the first
  km: number | null
  states: Record<State, number>
  young: boolean // most of those who had it have not had the time to go on
}

export interface RetentionGroup {
  name: string
  rounds: Round[]
}

export function retention_groups(result: Result): RetentionGroup[] {
  const groups = new Map<string, RetentionGroup>()
  for (const row of result.rows) {
    const name = text_of(row, 'group')
    const group = groups.get(name) ?? { name, rounds: [] }
    const [low, high] = [number_or_null(row, 'retention_low'), number_or_null(row, 'retention_high')]
    const [started, matured] = [number_of(row, 'started'), number_of(row, 'matured')]
    group.rounds.push({
      round: number_of(row, 'round'), started, went_on: number_of(row, 'ever_continued'),
      retention: { rate: number_or_null(row, 'retention_rate'), hits: number_of(row, 'continued'), cases: matured, interval: low === null || high === null ? null : { low, high } },
      surviving: number_or_null(row, 'surviving_rate'), km: number_or_null(row, 'km_rate'),
      states: { active: number_of(row, 'active'), skipped: number_of(row, 'skipped'), paused: number_of(row, 'paused'), cancelled: number_of(row, 'cancelled'), undelivered: number_of(row, 'undelivered') },
      young: matured * 2 < started,
    })
    groups.set(name, group)
  }
  return [...groups.values()]
}

// Where most are lost: the round with the most who were watched and did not go on.
export function weakest_round({ rounds }: RetentionGroup): Round | null {
  const lost = ({ retention }: Round) => retention.cases - retention.hits
  return rounds.reduce<Round | null>((worst, round) => (lost(round) > (worst ? lost(worst) : 0) ? round : worst), null)
}
