import { expect, test } from 'vitest'
import type { Finding } from '../../../client/message_types'
import { words_of, worth_telling } from './mail_context'

const finding = (part: string, key: string, message = '', line?: number): Finding => ({ blocks: true, part, key, message, ...(line === undefined ? {} : { line }) })

test('the place in the HTML is nobody’s business', () => {
  expect(words_of(finding('html', 'k', '104行目の14文字目: 「姓」は空のお客様がいます。', 104))).toBe('「姓」は空のお客様がいます。')
  expect(words_of(finding('html', 'k', 'Line 7, column 2: write it: so', 7))).toBe('write it: so')
  expect(words_of(finding('html', 'k', '本文: リンクがありません。'))).toBe('本文: リンクがありません。')
})

test('what is wrong in a text part made from the blocks is told once', () => {
  const both = [finding('html', 'a'), finding('text', 'a'), finding('text', 'b')]
  expect(worth_telling(both, false).map(({ part, key }) => part + key)).toEqual(['htmla', 'textb'])
  expect(worth_telling(both, true)).toHaveLength(3)
})
