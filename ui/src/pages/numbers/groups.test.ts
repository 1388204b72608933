import { expect, test } from 'vitest'
import type { Descriptor } from '../../client/types'
import { grouped } from './groups'

const named = (...names: string[]) => names.map((name) => ({ name }) as Descriptor)
const told = (names: string[]) => grouped(named(...names)).map(({ name, analyses }) => [name, analyses.map((one) => one.name)])

test('groups stand in the order of questions, whatever the order of the server', () => {
  expect(told(['net_sales', 'rfm', 'stages'])).toEqual([['stop', ['stages']], ['who', ['rfm']], ['money', ['net_sales']]])
})

test('an analysis without a group is kept at the end, a group without analyses is left out', () => {
  expect(told(['brand_new', 'stages'])).toEqual([['stop', ['stages']], ['other', ['brand_new']]])
})

test('lists that are asked elsewhere have no page', () => {
  expect(told(['customers', 'r30'])).toEqual([])
})
