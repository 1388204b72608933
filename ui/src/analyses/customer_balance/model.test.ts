import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { balance_steps, balance_years, told_years } from './model'

const rows = [
  { year: 0, part: 'observed', opening: 100, kept: 60, lost: 40, returned: 5, new: 30, closing: 95, purchases: 300, sales: 900 },
  { year: 1, part: 'forecast', opening: 95, kept: null, lost: null, returned: null, new: 0, closing: 50, purchases: 150, sales: 450 },
  { year: 2, part: 'forecast', opening: 50, kept: null, lost: null, returned: null, new: null, closing: null, purchases: null, sales: null },
]
const years = balance_years({ rows } as unknown as Result)

test('the steps lead from the opening to the closing without a gap', () => {
  const steps = years[0] ? balance_steps(years[0]) : []
  expect(steps.map(({ flow }) => flow)).toEqual(['opening', 'lost', 'returned', 'new', 'closing'])
  expect(steps.map(({ from, to }) => [from, to])).toEqual([[0, 100], [60, 100], [60, 65], [65, 95], [0, 95]])
})

test('years to come are told apart, and what they do not tell is not zero', () => {
  expect(years.map(({ forecast }) => forecast)).toEqual([false, true, true])
  expect(years[1]?.lost).toBeNull()
  expect(years[2]?.closing).toBeNull()
  expect(told_years(years).map(({ year }) => year)).toEqual([0, 1])
})
