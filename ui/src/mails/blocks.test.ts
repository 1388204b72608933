import { describe, expect, test } from 'vitest'
import { blocks_of_text, change_block, insert_block, move_block, read_document, remove_block, type MailDocument } from './blocks'

const empty = read_document(null, '')
const kinds = (document: MailDocument) => document.blocks.map(({ kind }) => kind)

describe('the footer', () => {
  test('is there from the beginning, stays last, and cannot be taken away or moved', () => {
    expect(kinds(empty)).toEqual(['footer'])
    const { document } = insert_block(empty, 'text', 99)
    expect(kinds(document)).toEqual(['text', 'footer'])
    const footer = document.blocks[1]!
    expect(remove_block(document, footer.id)).toEqual(document)
    expect(move_block(document, footer.id, -1)).toBe(document)
    expect(move_block(document, document.blocks[0]!.id, 1)).toBe(document)
  })

  test('is for everybody', () => {
    const footer = empty.blocks[0]!
    expect(change_block(empty, { ...footer, condition: 'stage >= 2' }).blocks[0]?.condition).toBe('')
  })

  test('comes back where somebody stored a document without one', () => {
    expect(kinds(read_document({ blocks: [{ kind: 'text', text: 'a', id: 'x' }] }, ''))).toEqual(['text', 'footer'])
  })
})

test('blocks are put in, moved and taken out', () => {
  const first = insert_block(empty, 'heading', 0)
  const second = insert_block(first.document, 'divider', 1)
  expect(kinds(second.document)).toEqual(['heading', 'divider', 'footer'])
  expect(kinds(move_block(second.document, second.id, -1))).toEqual(['divider', 'heading', 'footer'])
  expect(kinds(remove_block(second.document, first.id))).toEqual(['divider', 'footer'])
  expect(new Set(second.document.blocks.map(({ id }) => id)).size).toBe(3)
})

test('what another hand has stored does no harm', () => {
  const read = read_document({ colour: 'red;}', blocks: [null, { kind: 'video' }, { kind: 'button', text: 7 }, { kind: 'columns', columns: ['a'] }] }, '')
  expect(read.colour).toMatch(/^#/)
  expect(kinds(read)).toEqual(['button', 'columns', 'footer'])
  expect(read.blocks[0]).toMatchObject({ text: '', href: 'https://' })
})

test('a text that was written elsewhere becomes paragraphs, without what the footer says', () => {
  const blocks = blocks_of_text('こんにちは\n{{customer.last_name | \'お客\'}}様\n\nどうぞ。\n\n--\n{{sender.name}}\n配信停止: {{unsubscribe_url}}\n')
  expect(blocks.map((block) => (block.kind === 'text' ? block.text : block.kind))).toEqual(["こんにちは\n{{customer.last_name | 'お客'}}様", 'どうぞ。', 'footer'])
})
