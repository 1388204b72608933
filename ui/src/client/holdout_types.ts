// The global holdout of docs/api.md as types. Names are the server's, letter by letter.
import type { CampaignResult, HoldoutProposal } from './campaign_types'
import type { Instant } from './types'

export interface Holdout {
  permille: number // 0: nobody is held out
  since: Instant | null // when this share was set; null: never
  drawn_at: Instant | null
  customers: number // who are held out now
  of: number
  proposal: HoldoutProposal
}

export interface HoldoutChange {
  permille: number // to 500
  draw_anew?: boolean
}

export interface HoldoutResult extends CampaignResult {
  since: Instant
  until: Instant | null // set when nobody is held out any more
}
