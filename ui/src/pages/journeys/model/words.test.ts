import { expect, test } from 'vitest'
import type { JourneyNode } from '../../../client/journey_types'
import { en } from '../../../locales/en'
import { ja } from '../../../locales/ja'
import { kSchema } from './schema_for_tests'
import { conditions_of, node_name, node_sentence, short_name, type WordsOfJourney } from './words'

const words = (text: typeof ja): WordsOfJourney => ({ text, schema: kSchema, condition: (condition) => condition, template: (id) => id })
const wait = (more: object): JourneyNode => ({ id: 'w', kind: 'wait', ...more }) as JourneyNode

test('a wait reads as people say it', () => {
  expect(node_sentence(wait({ days: 3, at: '10:00', since: 'entry' }), words(ja))).toBe('入ってから3日後の10:00まで待つ')
  expect(node_sentence(wait({ days: 2 }), words(ja))).toBe('2日待つ')
  expect(node_sentence(wait({ at: '19:00' }), words(ja))).toBe('次の19:00まで待つ')
  expect(node_sentence(wait({ days: -5, plus_fact: 'lasts_days', at: '10:00', since: 'entry' }), words(ja))).toBe('使い切る日の5日前の10:00まで待つ')
  expect(node_sentence(wait({}), words(ja))).toBe('待つ長さが決まっていません')
  expect(node_sentence(wait({ days: 1, hours: 2 }), words(en))).toBe('Wait 1 day 2 hours')
  expect(node_sentence(wait({ days: -5, plus_fact: 'lasts_days', at: '10:00' }), words(en))).toBe('Wait until 5 days before the pack is used up at 10:00')
})

test('the name that a person gave comes first; a kind nobody knows has its title', () => {
  expect(node_name(wait({ label: '一息', days: 1 }), words(ja))).toBe('一息')
  expect(node_name({ id: 'x', kind: 'fax' }, words(ja))).toBe('fax')
})

test('a message made with a journey is called by its subject', () => {
  expect(short_name('F1からF2へ / 商品は無事に届きましたか')).toBe('商品は無事に届きましたか')
  expect(short_name('年末のご案内')).toBe('年末のご案内')
  expect(short_name('x / ')).toBe('x / ')
})

test('conditions are found wherever they stand, each once', () => {
  const nodes = [{ condition: 'a' }, { branches: [{ condition: 'b' }, { condition: 'a' }, { condition: ' ' }] }]
  expect(conditions_of({ goal: { condition: 'c' }, nodes })).toEqual(['c', 'a', 'b'])
})
