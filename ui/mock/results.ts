// Results of the mock shop: one that is told already, so that the pages can be looked at when they are full.
import type { CampaignResult, Measure } from '../src/client/campaign_types.ts'

const kTreated = 8_240
const kHeldOut = 912
const kEffects: Record<Measure, [difference: number, half: number]> = { orders: [0.031, 0.018], net: [412, 260], gross: [268, 171], contribution: [231, 168] }

const arm = (customers: number, sent: number, bought: number) => ({
  customers, sent, opened: Math.round(sent * 0.41), clicked: Math.round(sent * 0.09), bought, orders: Math.round(bought * 1.2), net: bought * 4_930, gross: bought * 3_210,
  contribution: bought * 3_210 - sent * 3, cost: sent * 3,
})

export function result(): CampaignResult {
  const weeks = Array.from({ length: 9 }, (_, i) => {
    const treated = 690 + Math.round(80 * Math.sin(i))
    const holdout = i === 8 ? null : 480 + Math.round(110 * Math.cos(i * 1.3))
    return { week: new Date(Date.UTC(2026, 8, 7 + i * 7)).toISOString().slice(0, 10), treated, holdout, difference: holdout === null ? null : treated - holdout }
  })
  return {
    as_of: '2026-11-22', from: '2026-09-07', to: '2026-10-23', goal_days: 30, arms: { treated: arm(kTreated, 7_905, 1_731), holdout: arm(kHeldOut, 0, 160) },
    effects: Object.entries(kEffects).map(([measure, [difference, half]]) => ({
      measure: measure as Measure, unit: measure === 'orders' ? 'orders' : 'money', per_customer: difference, interval: [difference - half, difference + half], total: difference * kTreated,
      total_interval: [(difference - half) * kTreated, (difference + half) * kTreated], verdict: 'raises', adjusted_by: null,
    })),
    interval_kind: 'any_time', more_needed: 0, weeks, left_out: [{ reason: 'window_open', message: '入ってから30日たっていない方', customers: 1_204 }],
    assumptions: [{ key: 'no_cost', message: '原価の分からない商品は0円と数えました。' }], definition: '入ったときのくじで分けた2つの群を、入ってから30日のあいだの購入で比べます。', currency: 'JPY', currency_decimals: 0,
  }
}
