// The form that a mail begins with when only its words are known: its subject as the heading, its paragraphs below, the
// first sentence beside the subject in the list of an inbox.
import { change_block, insert_block, read_document, type Block, type MailDocument } from './blocks'

const kPreheaderLetters = 80
const kSentence = /^.*?(?:[。．！？]|[.!?](?=\s|$))/s

function first_sentence(paragraph: string): string {
  const line = (kSentence.exec(paragraph)?.[0] ?? paragraph).replaceAll(/\s+/g, ' ').trim()
  return line.includes('{{') || line.length > kPreheaderLetters ? '' : line
}

export function first_form(subject: string, text: string): MailDocument {
  const words = read_document(null, text)
  const opening = words.blocks.find(({ kind }) => kind === 'text')
  const preheader = opening?.kind === 'text' ? first_sentence(opening.text) : ''
  if (subject.trim() === '') return { ...words, preheader }
  const { document, id } = insert_block({ ...words, preheader }, 'heading', 0)
  const heading: Block = { kind: 'heading', text: subject.trim(), id, condition: '' }
  return change_block(document, heading)
}
