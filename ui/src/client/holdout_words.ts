// What is proposed to be held out, in words. Pure.
import { format_count, format_money } from '../kit/format'
import type { Texts } from '../locales'
import type { HoldoutProposal } from './campaign_types'

const kLeastHeldOut = 100 // with fewer nothing is called: docs/results.md

const money_of = ({ currency, currency_decimals }: HoldoutProposal) => (minor: number) => format_money(minor, { code: currency, decimals: currency_decimals })

export function proposal_words(proposal: HoldoutProposal, text: Texts): string {
  const money = money_of(proposal)
  return text.results.proposal[proposal.reason]({
    all: format_count(proposal.customers), held_out: format_count(proposal.held_out), difference: money(proposal.difference),
    detectable: money(proposal.detectable), mean: money(proposal.mean), deviation: money(proposal.deviation),
  })
}

// The smallest difference that another share shows: of all shares half shows most.
export function detectable_with(permille: number, { detectable_by_half }: HoldoutProposal): number {
  const share = permille / 1_000
  return (detectable_by_half * 0.5) / Math.sqrt(share * (1 - share))
}

// What a share shows that somebody chose instead; nothing where there is nothing to say of it.
export function chosen_words(permille: number, proposal: HoldoutProposal, text: Texts): string | null {
  if (permille <= 0 || permille >= 1_000 || permille === proposal.permille || proposal.detectable_by_half === 0) return null
  const held_out = Math.floor((proposal.customers * permille) / 1_000)
  if (held_out < kLeastHeldOut) return text.results.chosen.too_few(format_count(held_out), format_count(kLeastHeldOut))
  return text.results.chosen.shows(format_count(held_out), money_of(proposal)(Math.round(detectable_with(permille, proposal))))
}
