// What is proposed to be held out, in words. Pure.
import { format_count, format_money } from '../kit/format'
import type { Texts } from '../locales'
import type { HoldoutProposal } from './campaign_types'

export function proposal_words({ permille, customers, mean, deviation, difference, currency, currency_decimals }: HoldoutProposal, text: Texts): string {
  const money = (minor: number) => format_money(minor, { code: currency, decimals: currency_decimals })
  const words = text.results.proposal
  const all = format_count(customers)
  if (customers === 0) return words.nobody
  if (mean <= 0) return words.nothing_bought(all)
  if (permille === null) return words.too_few(all, money(difference))
  return words.enough({ all, held_out: format_count(Math.floor((customers * permille) / 1_000)), difference: money(difference), mean: money(mean), deviation: money(deviation) })
}
