import { expect, test } from 'vitest'
import { first_form } from './first_form'

const footer = '\n\n--\n{{sender.name}}\n{{sender.postal_address}}\n配信の停止: {{unsubscribe_url}}\n'

test('the subject is the heading, paragraphs stand below, what the law wants is said once', () => {
  const { blocks, preheader } = first_form('使い方のこつ', `1週間ほどになりました。こつをまとめました。\n\n質問もどうぞ。${footer}`)
  expect(blocks.map((block) => (block.kind === 'heading' || block.kind === 'text' ? `${block.kind}: ${block.text}` : block.kind))).toEqual([
    'heading: 使い方のこつ', 'text: 1週間ほどになりました。こつをまとめました。', 'text: 質問もどうぞ。', 'footer',
  ])
  expect(preheader).toBe('1週間ほどになりました。')
  expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)
})

test('beside the subject stands a whole short sentence without fields, or nothing', () => {
  expect(first_form('s', 'Version 1.5 is here. And more.').preheader).toBe('Version 1.5 is here.')
  expect(first_form('s', '{{customer.last_name}}様、こんにちは。').preheader).toBe('')
  expect(first_form('s', `${'あ'.repeat(200)}。`).preheader).toBe('')
  expect(first_form('s', footer).preheader).toBe('')
})

test('without a subject there is no heading', () => {
  expect(first_form(' ', 'a').blocks.map(({ kind }) => kind)).toEqual(['text', 'footer'])
})
