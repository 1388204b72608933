import { expect, test } from 'vitest'
import { en } from '../locales/en'
import { ja } from '../locales/ja'
import type { HoldoutProposal, HoldoutReason } from './campaign_types'
import { chosen_words, detectable_with, proposal_words } from './holdout_words'

const proposal: HoldoutProposal = {
  permille: 130, reason: 'enough', customers: 40_000, held_out: 5_200, mean: 612, deviation: 2_480, difference: 103, detectable: 103, detectable_by_half: 69, message: '', currency: 'JPY', currency_decimals: 0,
}

test('it says how many, what they show, and from what that is calculated', () => {
  for (const text of [ja, en]) {
    for (const part of ['40,000', '5,200', '¥103', '¥612', '¥2,480']) expect(proposal_words(proposal, text)).toContain(part)
  }
})

test('every reason has its own words', () => {
  const reasons: HoldoutReason[] = ['enough', 'least', 'too_few', 'too_small', 'nothing_bought', 'nobody']
  for (const text of [ja, en]) {
    expect(new Set(reasons.map((reason) => proposal_words({ ...proposal, reason }, text))).size).toBe(reasons.length)
    for (const reason of ['least', 'too_few'] as const) expect(proposal_words({ ...proposal, reason, detectable: 1_234 }, text)).toContain('¥1,234')
  }
})

test('another share shows more or less, half of all the most', () => {
  expect(detectable_with(500, proposal)).toBe(69)
  expect(detectable_with(130, proposal)).toBeCloseTo(102.6, 1)
  expect(chosen_words(50, proposal, ja)).toBe(ja.results.chosen.shows('2,000', '¥158'))
  expect(chosen_words(2, proposal, ja)).toBe(ja.results.chosen.too_few('80', '100'))
})

test('of the proposed share, of none and of unknown spread there is nothing to add', () => {
  expect(chosen_words(130, proposal, ja)).toBeNull()
  expect(chosen_words(0, proposal, ja)).toBeNull()
  expect(chosen_words(50, { ...proposal, detectable_by_half: 0 }, ja)).toBeNull()
})
