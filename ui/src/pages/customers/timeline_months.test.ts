import { expect, test } from 'vitest'
import type { TimelineEntry } from '../../client/customer_types'
import { by_month, kinds_in, toggled } from './timeline_months'

function entry(day: string, id: string): TimelineEntry {
  return { kind: 'order', id, title: id, at: null, day, text: null, amount: null, link: null }
}

test('entries stand below their month and day, in the order they came', () => {
  const months = by_month([entry('2026-04-20', '4'), entry('2026-04-20', '3'), entry('2026-04-02', '2'), entry('2026-03-31', '1')])
  expect(months.map(({ month, days }) => [month, days.map(({ day, entries }) => [day, entries.map(({ id }) => id)])])).toEqual([
    ['2026-04', [['2026-04-20', ['4', '3']], ['2026-04-02', ['2']]]],
    ['2026-03', [['2026-03-31', ['1']]]],
  ])
  expect(by_month([])).toEqual([])
})

test('kinds of the URL', () => {
  const known = ['order', 'note', 'tag'] as const
  expect(kinds_in('note,sms,order', known)).toEqual(['order', 'note'])
  expect(kinds_in(undefined, known)).toEqual([])
  expect(toggled(['order'], 'note')).toEqual(['order', 'note'])
  expect(toggled(['order', 'note'], 'order')).toEqual(['note'])
})
