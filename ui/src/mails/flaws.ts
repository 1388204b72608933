// What no customer can use: a button without words, a link that leads nowhere. The server sees finished HTML, in which a
// link may be anything; here it is still known which block it is.
import type { BlockContent, MailDocument } from './blocks'
import { link_targets } from './inline'

export type Flaw = 'no_label' | 'no_target'

export interface BlockFlaw {
  block: string // its id
  flaw: Flaw
}

// Addresses of other kinds are the server's to judge: it names those that cannot be opened from a mail.
export function leads_somewhere(address: string): boolean {
  return !/^(?:https?:\/\/(?:[\s/?#]|$)|(?:https?:?\/?)?$)/i.test(address.trim())
}

const blank = (words: string): boolean => words.trim() === ''
const targets = (...addresses: string[]): Flaw[] => (addresses.every(leads_somewhere) ? [] : ['no_target'])
const in_words = (...words: string[]): Flaw[] => targets(...words.flatMap(link_targets))

function flaws_of(block: BlockContent): Flaw[] {
  switch (block.kind) {
    case 'button': return [...(blank(block.text) ? ['no_label' as const] : []), ...targets(block.href)]
    // Without a label it has no button, and its picture is a link only where there is an address.
    case 'product': return blank(block.label) ? in_words(block.text) : targets(block.href, ...link_targets(block.text))
    case 'heading':
    case 'text':
    case 'footer': return in_words(block.text)
    case 'columns': return in_words(...block.columns.map(({ text }) => text))
    case 'image':
    case 'divider': return []
  }
}

export function flaws_in({ blocks }: MailDocument): BlockFlaw[] {
  return blocks.flatMap((block) => flaws_of(block).map((flaw) => ({ block: block.id, flaw })))
}
