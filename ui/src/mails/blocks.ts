// A mail as blocks: what the editor shows and what is stored with the template. The footer is always there and always
// last, because the law wants what stands in it.

export interface HeadingBlock { kind: 'heading'; text: string }
export interface TextBlock { kind: 'text'; text: string } // **bold**, [words](https://…), {{fields}}, line breaks
export interface ButtonBlock { kind: 'button'; text: string; href: string }
export interface ImageBlock { kind: 'image'; src: string; alt: string; href: string }
export interface DividerBlock { kind: 'divider' }
export interface ProductBlock { kind: 'product'; src: string; name: string; price: string; text: string; label: string; href: string }
export interface ColumnsBlock { kind: 'columns'; columns: ColumnContent[] }
export interface FooterBlock { kind: 'footer'; text: string } // what the shop says beside what must be said

export interface ColumnContent {
  src: string
  alt: string
  text: string
}

export type BlockContent = HeadingBlock | TextBlock | ButtonBlock | ImageBlock | DividerBlock | ProductBlock | ColumnsBlock | FooterBlock
export type BlockKind = BlockContent['kind']
export type Block = BlockContent & { id: string; condition: string } // condition: empty = everybody

export interface MailDocument {
  format: 1
  colour: string // of buttons and links
  preheader: string // what a list of mails shows beside the subject
  plain: string | null // the text part as written by hand; null = made from the blocks
  blocks: Block[]
}

export const kKindsToAdd = ['heading', 'text', 'button', 'image', 'product', 'columns', 'divider'] as const
const kColour = '#2f4684'

export function blank_content(kind: BlockKind): BlockContent {
  switch (kind) {
    case 'heading': return { kind, text: '' }
    case 'text': return { kind, text: '' }
    case 'button': return { kind, text: '', href: 'https://' }
    case 'image': return { kind, src: 'https://', alt: '', href: '' }
    case 'divider': return { kind }
    case 'product': return { kind, src: 'https://', name: '', price: '', text: '', label: '', href: 'https://' }
    case 'columns': return { kind, columns: [{ src: '', alt: '', text: '' }, { src: '', alt: '', text: '' }] }
    case 'footer': return { kind, text: '' }
  }
}

function fresh_id(blocks: readonly Block[]): string {
  const taken = new Set(blocks.map(({ id }) => id))
  for (let number = 1; ; number += 1) if (!taken.has(`b${number}`)) return `b${number}`
}

function with_footer(blocks: readonly Block[]): Block[] {
  const footer = blocks.find(({ kind }) => kind === 'footer') ?? { ...blank_content('footer'), id: fresh_id(blocks), condition: '' }
  // A footer that only some customers see would be none for the others.
  return [...blocks.filter(({ kind }) => kind !== 'footer'), { ...footer, condition: '' }]
}

export function insert_block(document: MailDocument, kind: BlockKind, index: number): { document: MailDocument; id: string } {
  const block: Block = { ...blank_content(kind), id: fresh_id(document.blocks), condition: '' }
  return { document: { ...document, blocks: with_footer(document.blocks.toSpliced(index, 0, block)) }, id: block.id }
}

export function change_block(document: MailDocument, block: Block): MailDocument {
  return { ...document, blocks: with_footer(document.blocks.map((one) => (one.id === block.id ? block : one))) }
}

export function remove_block(document: MailDocument, id: string): MailDocument {
  return { ...document, blocks: document.blocks.filter((block) => block.id !== id || block.kind === 'footer') }
}

export function move_block(document: MailDocument, id: string, by: -1 | 1): MailDocument {
  const from = document.blocks.findIndex((block) => block.id === id)
  const block = document.blocks[from]
  const to = from + by
  if (!block || block.kind === 'footer' || to < 0 || to >= document.blocks.length - 1) return document
  return { ...document, blocks: document.blocks.toSpliced(from, 1).toSpliced(to, 0, block) }
}

const is_object = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

// What an older or other hand has stored: members that are missing or of another kind become blank ones.
function read_block(value: unknown, id: string): Block[] {
  if (!is_object(value)) return []
  const kind = [...kKindsToAdd, 'footer' as const].find((one) => one === value['kind'])
  if (!kind) return []
  const content = blank_content(kind)
  const read = Object.fromEntries(Object.entries(content).map(([name, blank]) => [name, typeof value[name] === typeof blank ? value[name] : blank]))
  if (kind === 'columns' && !(Array.isArray(read['columns']) && read['columns'].every(is_object))) read['columns'] = (content as ColumnsBlock).columns
  return [{ ...content, ...read, id: typeof value['id'] === 'string' ? value['id'] : id, condition: typeof value['condition'] === 'string' ? value['condition'] : '' }]
}

// Lines that the footer says anyway, in a text that was written without the editor.
const kOfTheFooter = /\{\{\s*(?:sender\.|unsubscribe_url|preferences_url)/

export function blocks_of_text(text: string): Block[] {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => {
    const lines = paragraph.split('\n')
    // The rule above such lines goes with them.
    const kept = lines.some((line) => kOfTheFooter.test(line)) ? lines.filter((line) => !kOfTheFooter.test(line) && !/^\s*-+\s*$/.test(line)) : lines
    return kept.join('\n').trim()
  })
  return with_footer(paragraphs.filter((paragraph) => paragraph !== '').map((paragraph, i) => ({ kind: 'text', text: paragraph, id: `b${i + 1}`, condition: '' })))
}

// A template's blocks; one that the editor has never seen is read from its plain text.
export function read_document(stored: unknown, text: string): MailDocument {
  if (!is_object(stored) || !Array.isArray(stored['blocks'])) return { format: 1, colour: kColour, preheader: '', plain: null, blocks: blocks_of_text(text) }
  return {
    format: 1,
    colour: typeof stored['colour'] === 'string' && /^#[0-9a-f]{6}$/i.test(stored['colour']) ? stored['colour'] : kColour,
    preheader: typeof stored['preheader'] === 'string' ? stored['preheader'] : '',
    plain: typeof stored['plain'] === 'string' ? stored['plain'] : null,
    blocks: with_footer(stored['blocks'].flatMap((block, i) => read_block(block, `old${i + 1}`))),
  }
}
