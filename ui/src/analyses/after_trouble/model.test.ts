import { expect, test } from 'vitest'
import type { Result } from '../../client/types'
import { troubles_of } from './model'

const row = (difference: number | null) => ({
  trouble: 'shipped_late', troubled: 40, troubled_converted: 10, troubled_rate: 0.25, troubled_low: 0.14, troubled_high: 0.4, others: 0, others_converted: 0, others_rate: null,
  others_low: null, others_high: null, difference, difference_low: difference, difference_high: difference,
})

test('without others there is no difference', () => {
  const [trouble] = troubles_of({ rows: [row(null)] } as unknown as Result)
  expect(trouble?.difference).toBeNull()
  expect(trouble?.others).toEqual({ rate: null, hits: 0, cases: 0, interval: null })
  expect(trouble?.troubled.rate).toBe(0.25)
})
