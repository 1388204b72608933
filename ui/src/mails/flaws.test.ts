import { expect, test } from 'vitest'
import { read_document } from './blocks'
import { flaws_in, leads_somewhere } from './flaws'

const flaws = (...blocks: object[]) => flaws_in(read_document({ blocks: blocks.map((block, i) => ({ ...block, id: `b${i}` })) }, '')).map(({ block, flaw }) => `${block} ${flaw}`)

test('a button wants words, and an address with a host', () => {
  expect(flaws({ kind: 'button', text: '店へ', href: 'https://tea.example' })).toEqual([])
  expect(flaws({ kind: 'button', text: ' ', href: 'https://tea.example' })).toEqual(['b0 no_label'])
  expect(flaws({ kind: 'text', text: 'あ' }, { kind: 'button', text: '', href: 'https://' })).toEqual(['b1 no_label', 'b1 no_target'])
})

test('a product without words on its button has none', () => {
  expect(flaws({ kind: 'product', name: '茶', label: '', href: 'https://' })).toEqual([])
  expect(flaws({ kind: 'product', name: '茶', label: '見る', href: 'https://' })).toEqual(['b0 no_target'])
})

test('links in words are links', () => {
  expect(flaws({ kind: 'text', text: '[店](https://tea.example) と [店](https://)' })).toEqual(['b0 no_target'])
  expect(flaws({ kind: 'columns', columns: [{ text: '' }, { text: '[店](http://)' }] })).toEqual(['b0 no_target'])
})

test('a field may be the address or stand in it', () => {
  for (const address of ['{{preferences_url}}', 'https://tea.example/?c={{customer.number}}', 'mailto:a@tea.example', 'https.example']) expect(leads_somewhere(address), address).toBe(true)
  for (const address of ['', 'https:', 'https://', 'https:///a', 'HTTP://?a=1']) expect(leads_somewhere(address), address).toBe(false)
})
