// The text part: what a mail says to who reads no HTML.
import type { Block, BlockContent, MailDocument } from './blocks'
import type { FooterWords } from './footer'
import { words_to_plain } from './inline'

const kRule = '--------------------------------'
const filled = (address: string): boolean => address.trim() !== '' && address.trim() !== 'https://'
const lines = (...all: string[]): string => all.filter((line) => line.trim() !== '').join('\n')

function content_to_plain(block: BlockContent, said: FooterWords): string {
  switch (block.kind) {
    case 'heading': return block.text.trim() === '' ? '' : `■ ${words_to_plain(block.text).trim()}`
    case 'text': return words_to_plain(block.text).trim()
    case 'button': return lines(block.text, filled(block.href) ? block.href.trim() : '')
    case 'image': return lines(block.alt, filled(block.href) ? block.href.trim() : '')
    case 'divider': return kRule
    case 'product': return lines(block.name, block.price, words_to_plain(block.text), filled(block.href) ? lines(block.label, block.href.trim()) : '')
    case 'columns': return block.columns.map(({ alt, text }) => lines(text.trim() === '' ? alt : words_to_plain(text))).filter((one) => one !== '').join('\n\n')
    case 'footer':
      return lines(
        kRule, words_to_plain(block.text), '{{sender.name}}', '{{sender.postal_address}}', `${said.contact}: {{sender.contact}}`,
        `${said.unsubscribe}: {{unsubscribe_url}}`, `${said.preferences}: {{preferences_url}}`,
      )
  }
}

function block_to_plain(block: Block, said: FooterWords): string {
  const plain = content_to_plain(block, said)
  const condition = block.condition.trim()
  // A line that holds nothing but a tag leaves no empty line behind.
  return plain === '' || condition === '' ? plain : `{{#if ${condition}}}\n${plain}\n{{/if}}`
}

export function to_plain(document: MailDocument, said: FooterWords): string {
  if (document.plain !== null) return document.plain
  return `${document.blocks.map((block) => block_to_plain(block, said)).filter((one) => one !== '').join('\n\n')}\n`
}
