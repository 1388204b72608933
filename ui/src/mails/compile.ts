// Blocks to what is sent. MJML is large and comes only when a mail is edited.
import type { MailDocument } from './blocks'
import type { FooterWords } from './footer'
import { to_mjml } from './mjml'
import { take_marks_out, type MarkedHtml } from './places'
import { to_plain } from './plain'

export interface CompiledMail extends MarkedHtml {
  text: string
}

// Lines end where they ended before, so that a finding's line number still leads to its block.
const without_blank_ends = (html: string): string => html.replaceAll(/[ \t]+$/gm, '')

export async function compile(document: MailDocument, said: FooterWords): Promise<CompiledMail> {
  const { default: mjml2html } = await import('mjml-browser')
  // No fonts from elsewhere: a mail that fetches them tells others who reads it.
  const { html } = mjml2html(to_mjml(document, said), { fonts: {}, validationLevel: 'skip' })
  return { ...take_marks_out(without_blank_ends(html)), text: to_plain(document, said) }
}
