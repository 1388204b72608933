// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { compile } from './compile'
import { insert_block, change_block, read_document, type Block, type MailDocument } from './blocks'
import type { FooterWords } from './footer'
import { to_plain } from './plain'

const said: FooterWords = { language: 'ja', contact: '連絡先', unsubscribe: '配信を停止する', preferences: '受け取りかた' }

function mail(...contents: Partial<Block>[]): MailDocument {
  return contents.reduce<MailDocument>((document, content, i) => {
    const put = insert_block(document, content.kind!, i)
    const block = put.document.blocks.find(({ id }) => id === put.id)!
    return change_block(put.document, { ...block, ...content } as Block)
  }, read_document(null, ''))
}

test('words are text, with bold, links, fields and line breaks', async () => {
  const { html } = await compile(mail({ kind: 'text', text: "<b>x</b> & **太い** [店](https://tea.example/?a=1&b=2)\n{{customer.last_name | 'お客'}}様" }), said)
  expect(html).toContain('&lt;b&gt;x&lt;/b&gt; &amp; <b>太い</b>')
  expect(html).toContain('href="https://tea.example/?a=1&amp;b=2"')
  expect(html).toContain("<br />{{customer.last_name | 'お客'}}様")
})

test('a button that was never finished is a link all the same, for the server to find', async () => {
  const unfinished: Parameters<typeof mail> = [{ kind: 'button', text: '', href: '' }, { kind: 'button', text: '', href: 'https://' }, { kind: 'product', name: '茶', label: '見る', href: '' }]
  for (const block of unfinished) {
    const { html } = await compile(mail(block), said)
    expect(html).toMatch(/<a\s[^>]*href="https:\/\/"/)
  }
})

test('an address cannot break out of its attribute', async () => {
  const { html } = await compile(mail({ kind: 'button', text: 'a', href: 'https://x.example/"onclick="alert(1)' }), said)
  expect(html).not.toContain('"onclick="')
})

test('a condition stands around its block as a whole, and reads as it was written', async () => {
  const document = mail({ kind: 'text', text: 'はじめ' }, { kind: 'text', text: 'だけ', condition: 'stage >= 2' }, { kind: 'text', text: 'おわり' })
  const { html, text } = await compile(document, said)
  const opened = html.indexOf('{{#if stage &gt;= 2}}')
  const closed = html.indexOf('{{/if}}')
  expect(opened).toBeGreaterThan(html.indexOf('はじめ'))
  expect(closed).toBeGreaterThan(html.indexOf('だけ'))
  expect(closed).toBeLessThan(html.indexOf('おわり'))
  const inside = html.slice(opened, closed)
  for (const tag of ['table', 'div', 'tr', 'td']) {
    expect(inside.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length ?? 0, tag).toBe(inside.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0)
  }
  expect(text).toContain('{{#if stage >= 2}}\nだけ\n{{/if}}')
})

test('every mail says who sends it and how to stop it, in both parts', async () => {
  const { html, text } = await compile(mail(), said)
  for (const field of ['sender.name', 'sender.postal_address', 'sender.contact', 'unsubscribe_url']) {
    expect(html).toContain(`{{${field}}}`)
    expect(text).toContain(`{{${field}}}`)
  }
})

test('nothing is fetched from elsewhere', async () => {
  const { html } = await compile(mail({ kind: 'heading', text: 'a' }), said)
  expect(html).not.toMatch(/fonts\.googleapis|<script|<link|@import/)
})

test('a line of the HTML leads to its block, and no mark is sent', async () => {
  const document = mail({ kind: 'heading', text: '一つめ' }, { kind: 'button', text: '二つめ', href: 'https://x.example/' })
  const { html, block_at } = await compile(document, said)
  expect(html).not.toContain('tsuzuku:')
  const line_of = (words: string) => html.slice(0, html.indexOf(words)).split('\n').length
  expect(block_at(line_of('一つめ'))).toBe(document.blocks[0]!.id)
  expect(block_at(line_of('二つめ'))).toBe(document.blocks[1]!.id)
  expect(block_at(line_of('{{unsubscribe_url}}'))).toBe(document.blocks[2]!.id)
  expect(block_at(1)).toBeNull()
})

test('the text part is made of the blocks until somebody writes it', () => {
  const document = mail(
    { kind: 'heading', text: '新茶' }, { kind: 'text', text: '**できました** [くわしく](https://tea.example/)' }, { kind: 'button', text: '見る', href: 'https://tea.example/new' },
    { kind: 'image', src: 'https://tea.example/a.jpg', alt: '' }, { kind: 'divider' },
  )
  expect(to_plain(document, said)).toMatch(/^■ 新茶\n\nできました くわしく \( https:\/\/tea\.example\/ \)\n\n見る\nhttps:\/\/tea\.example\/new\n\n-+\n\n-+\n\{\{sender\.name\}\}/)
  expect(to_plain({ ...document, plain: '自分で書いた' }, said)).toBe('自分で書いた')
})
