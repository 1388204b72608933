// What a result says first. Profit decides; the other measures stand below.
import type { CampaignResult, Effect } from './campaign_types'

export type Verdict =
  | { kind: 'raises' | 'lowers'; effect: Effect }
  | { kind: 'undecided'; effect: Effect; more_needed: number }
  | { kind: 'no_effect'; effect: Effect } // none that could be shown
  | { kind: 'too_few'; effect: Effect; more_needed: number | null } // looks like one, but too few stand behind it; null: all is over
  | { kind: 'nothing' } // nobody to compare

export function verdict_of({ effects, more_needed, interval_kind }: Pick<CampaignResult, 'effects' | 'more_needed' | 'interval_kind'>): Verdict {
  const effect = effects.find(({ measure }) => measure === 'contribution') ?? effects[0]
  if (!effect) return { kind: 'nothing' }
  if (effect.verdict !== 'undecided') return { kind: effect.verdict, effect }
  const [low, high] = effect.interval
  if (low > 0 || high < 0) return { kind: 'too_few', effect, more_needed: interval_kind === 'final' ? null : more_needed }
  // Where all is over, nobody more will come to tell.
  return interval_kind === 'any_time' && more_needed !== null && more_needed > 0 ? { kind: 'undecided', effect, more_needed } : { kind: 'no_effect', effect }
}

// Those of the other measures that moved for certain where the first one did not move the same way.
export function moved_otherwise(effects: readonly Effect[], told: Effect): { raises: Effect['measure'][]; lowers: Effect['measure'][] } {
  const moved = (verdict: 'raises' | 'lowers') => effects.filter((one) => one !== told && one.verdict === verdict && one.verdict !== told.verdict).map(({ measure }) => measure)
  return { raises: moved('raises'), lowers: moved('lowers') }
}

export interface Drawn {
  zero: number // percent of the width, from the left
  low: number
  point: number
  high: number
}

// An interval on a line of its own: wide enough for it and for zero, with a little air.
export function drawn_interval({ per_customer, interval: [low, high] }: Pick<Effect, 'per_customer' | 'interval'>): Drawn {
  const least = Math.min(0, low, per_customer)
  const most = Math.max(0, high, per_customer)
  const air = (most - least || 1) * 0.08
  const at = (value: number) => ((value - least + air) / (most - least + 2 * air || 1)) * 100
  return { zero: at(0), low: at(low), point: at(per_customer), high: at(high) }
}
