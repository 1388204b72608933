import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { blind_links, cell_of_link, full_links, known_links, link_name, ranked_links } from './model'

const link = (stage: number, worth: number | null, low: number | null, high: number | null, chain = 'purchase') => ({
  chain, stage, reached: 10, per_month: 3.3, matured: 8, continued: 4, rate: 0.5, rate_low: 0.2, rate_high: 0.8, purchase_value: 100, value_behind: 200,
  worth_per_point: worth, worth_low: low, worth_high: high,
})
const links = (...rows: ReturnType<typeof link>[]) => ranked_links({ rows } as unknown as Result)

test('most worth stands first, whatever its number', () => {
  expect(links(link(1, 100, 90, 110), link(2, 300, 290, 310)).map(({ stage }) => stage)).toEqual([2, 1])
})

test('rounds of subscriptions stand in the same ranking, each under a name of its own', () => {
  const both = links(link(1, 100, 90, 110), link(1, 300, 290, 310, 'round'))
  expect(both.map(link_name)).toEqual(['round:1', 'purchase:1'])
  expect(cell_of_link('round:1')).toEqual({ chain: 'round', stage: '1' })
})

test('the first is certain only when its interval does not touch that of the second', () => {
  expect(links(link(1, 300, 250, 350), link(2, 100, 50, 150))[0]?.certain).toBe(true)
  expect(links(link(1, 300, 100, 500), link(2, 200, 50, 350))[0]?.certain).toBe(false)
})

test('a link that nobody has been watched at has no rank and is not known', () => {
  const unknown = { rows: [{ ...link(1, null, null, null), matured: 0, continued: 0, rate: null, rate_low: null, rate_high: null }] } as unknown as Result
  expect(ranked_links(unknown)).toEqual([])
  expect(known_links(unknown)).toEqual([])
  expect(full_links(unknown)).toEqual([])
})

test('a link that nobody has gone on from is not full', () => {
  const blind = { ...link(3, null, null, null), matured: 50, continued: 0, rate: 0 }
  const result = { rows: [blind] } as unknown as Result
  expect(full_links(result)).toEqual([])
  expect(blind_links(result).map(link_name)).toEqual(['purchase:3'])
})

test('a link that everybody goes on from has no rank and no worth, but a rate', () => {
  const full = { ...link(1, null, null, null, 'round'), matured: 8, continued: 8, rate: 1 }
  const result = { rows: [link(2, 100, 50, 150), full] } as unknown as Result
  expect(ranked_links(result).map(link_name)).toEqual(['purchase:2'])
  expect(ranked_links(result)[0]?.certain).toBe(true)
  expect(full_links(result).map(({ rate, worth }) => [rate.rate, worth])).toEqual([[1, null]])
  expect(known_links(result)).toHaveLength(2)
})
