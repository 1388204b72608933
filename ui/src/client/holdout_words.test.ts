import { expect, test } from 'vitest'
import { ja } from '../locales/ja'
import type { HoldoutProposal } from './campaign_types'
import { proposal_words } from './holdout_words'

const proposal: HoldoutProposal = { permille: 30, customers: 4_900, mean: 612, deviation: 12_480, difference: 59, message: '', currency: 'JPY', currency_decimals: 0 }

test('amounts and people are grouped, amounts carry their sign', () => {
  const said = proposal_words(proposal, ja)
  for (const part of ['4,900人', '147人', '¥59', '¥612', '¥12,480']) expect(said).toContain(part)
})

test('where no share can be told it says why', () => {
  expect(proposal_words({ ...proposal, permille: null }, ja)).toBe(ja.results.proposal.too_few('4,900', '¥59'))
  expect(proposal_words({ ...proposal, permille: null, mean: 0 }, ja)).toBe(ja.results.proposal.nothing_bought('4,900'))
  expect(proposal_words({ ...proposal, permille: null, mean: 0, customers: 0 }, ja)).toBe(ja.results.proposal.nobody)
})
