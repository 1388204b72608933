// From rows of `weakest_link` to links ranked by what one point more is worth a month: those between purchases, whose unit
// is the customer, and those between the rounds of a subscription, whose unit is the contract. Pure; money in minor units.
import type { Result } from '../../client/types'
import { format_count, format_decimal } from '../../kit/format'
import type { Interval } from '../../kit/interval'
import type { Texts } from '../../locales'
import { rate_note, rate_value, type CountedRate } from '../common/rate_figure'
import { number_of, number_or_null } from '../common/result'

export type ChainName = 'purchase' | 'round'

export interface Link {
  chain: ChainName
  stage: number // from this purchase, or delivery, to the next
  per_month: number // customers, or contracts, that come to it
  rate: CountedRate
  worth: number | null // a month, of one point more; null where so many go on that a point more is not possible
  worth_interval: Interval | null
}

export interface RankedLink extends Link {
  worth: number
  certain: boolean // worth more than the next one by more than both intervals
}

function interval_of(low: number | null, high: number | null): Interval | null {
  return low === null || high === null ? null : { low, high }
}

// Links whose rate is known, as the server tells them: nobody has been watched for long enough at the others.
export function known_links(result: Result): Link[] {
  return result.rows.flatMap((row): Link[] => {
    const rate = number_or_null(row, 'rate')
    if (rate === null) return []
    const interval = interval_of(number_or_null(row, 'rate_low'), number_or_null(row, 'rate_high'))
    return [{
      chain: row['chain'] === 'round' ? 'round' : 'purchase',
      stage: number_of(row, 'stage'),
      per_month: number_or_null(row, 'per_month') ?? 0,
      rate: { rate, hits: number_or_null(row, 'continued') ?? 0, cases: number_or_null(row, 'matured') ?? 0, interval },
      worth: number_or_null(row, 'worth_per_point'),
      worth_interval: interval_of(number_or_null(row, 'worth_low'), number_or_null(row, 'worth_high')),
    }]
  })
}

function in_order(a: Link, b: Link): number {
  return a.stage - b.stage || a.chain.localeCompare(b.chain)
}

// Those that have a worth, most worth first.
export function ranked_links(result: Result): RankedLink[] {
  const ranked = known_links(result)
    .flatMap((link) => (link.worth === null ? [] : [{ ...link, worth: link.worth, certain: false }]))
    .toSorted((a, b) => b.worth - a.worth || in_order(a, b))
  const [first, second] = ranked
  if (first) first.certain = !second || (first.worth_interval?.low ?? first.worth) > (second.worth_interval?.high ?? second.worth)
  return ranked
}

// Those that nearly everybody goes on from: a point more is not possible, so they have no worth and no rank.
export function full_links(result: Result): Link[] {
  return known_links(result).filter((link) => link.worth === null && is_full(link)).toSorted(in_order)
}

// Those that nobody has come out of yet: what they lead to nobody has seen.
export function blind_links(result: Result): Link[] {
  return known_links(result).filter((link) => link.worth === null && !is_full(link)).toSorted(in_order)
}

function is_full({ rate: { hits, cases } }: Link): boolean {
  return (cases - hits) * kWholePercent < cases
}

const kWithoutDecimals = 10
const kWholePercent = 100

export function people_a_month(value: number): string {
  return value < kWithoutDecimals ? format_decimal(value) : format_count(Math.round(value))
}

// One name for each link of both chains, and the cell it is.
export function link_name({ chain, stage }: Pick<Link, 'chain' | 'stage'>): string {
  return `${chain}:${stage}`
}

export function cell_of_link(name: string): Record<string, string> {
  const [chain = 'purchase', stage = ''] = name.split(':')
  return { chain, stage }
}

export function link_title({ chain, stage }: Pick<Link, 'chain' | 'stage'>, text: Texts): string {
  return chain === 'round' ? text.weakest.round(stage) : text.stages.link(stage)
}

// What its worth rests on: how many come to it, and what the rate is today.
export function link_basis({ chain, per_month, rate }: Link, text: Texts): string {
  const rests_on = chain === 'round' ? text.weakest.round_rests_on : text.weakest.rests_on
  return rests_on(people_a_month(per_month), rate_value(rate), rate_note(rate))
}
