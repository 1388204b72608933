// Campaigns and results of docs/api.md as types. Names are the server's, letter by letter.
import type { Day, Id, Instant } from './types'

export type CampaignState = 'draft' | 'planned' | 'running' | 'done' | 'cancelled'

export interface Audience {
  customers: number // of all kinds
  sendable: number
  held_out: number
  global_holdout: number // held out of everything
  same_address: number // another customer with the same address gets the copy
  no_consent: number
  no_address: number
  suppressed: number
}

export interface Campaign {
  id: Id
  name: string
  state: CampaignState
  condition: string
  sentence: string // the condition in words
  segment_id: Id | null
  template_id: Id | null
  holdout_permille: number
  send_at: Instant | null // null: as soon as it is planned
  audience: Audience | null
  counts: Partial<Record<TouchCount, number>>
}

export type TouchCount = 'planned' | 'held' | 'sending' | 'sent' | 'delivered' | 'bounced' | 'skipped' | 'in_doubt' | 'failed' | 'opened' | 'clicked'

export interface CampaignChange {
  name?: string
  condition?: string
  template_id?: Id
  holdout_permille?: number
  send_at?: Instant | '' // '': as soon as it is planned
}

// Why that many, or why none can be told: docs/results.md.
export type HoldoutReason = 'enough' | 'least' | 'too_few' | 'too_small' | 'nothing_bought' | 'nobody'

export interface HoldoutProposal {
  permille: number | null // with the reasons enough and least
  reason: HoldoutReason
  customers: number
  held_out: number
  mean: number
  deviation: number
  difference: number
  detectable: number // with the proposed share; with half where there is none
  detectable_by_half: number // 0 where nothing is known
  message: string
  currency: string
  currency_decimals: number
}

export interface ResultArm {
  customers: number
  sent: number
  opened: number
  clicked: number
  bought: number
  orders: number
  net: number
  gross: number
  contribution: number
  cost: number
}

export type Measure = 'orders' | 'net' | 'gross' | 'contribution'

export interface Effect {
  measure: Measure
  unit: string
  per_customer: number
  interval: [number, number]
  total: number
  total_interval: [number, number]
  verdict: 'raises' | 'lowers' | 'undecided'
  adjusted_by?: string | null
}

export interface ResultWeek {
  week: Day
  treated: number | null // of a customer who entered in this week; null without customers
  holdout: number | null
  difference: number | null
}

export interface CampaignResult {
  as_of: Day
  from: Day | null
  to: Day | null
  goal_days: number
  arms: { treated: ResultArm; holdout: ResultArm }
  effects: Effect[]
  interval_kind: 'final' | 'any_time' // all windows are over, or it goes on
  more_needed: number | null // customers until it can be told; null or 0: none would tell, or it is told
  weeks: ResultWeek[]
  left_out: { reason: string; message: string; customers: number }[]
  assumptions: { key: string; message: string }[]
  definition: string
  currency: string
  currency_decimals: number
}
