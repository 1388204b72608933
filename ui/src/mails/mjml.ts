// Blocks as MJML. Before every block stands a mark, so that a line of the finished HTML can be traced back to it;
// compile.ts takes the marks out again.
import type { Block, BlockContent, ColumnContent, MailDocument } from './blocks'
import type { FooterWords } from './footer'
import { escape_attribute, escape_html, words_to_html } from './inline'

const kFont = "'Hiragino Sans', 'Noto Sans JP', 'Yu Gothic', Meiryo, sans-serif"
const kInk = '#22262f'
const kSoft = '#5b616d'

export const mark_of = (id: string): string => `<!--tsuzuku:${id}-->`
export const kMark = /<!--tsuzuku:([\w-]+)-->/g

const section = (content: string): string => `<mj-section padding="0"><mj-column>${content}</mj-column></mj-section>`
const filled = (address: string): boolean => address.trim() !== '' && address.trim() !== 'https://'

function image(src: string, alt: string, href: string, padding: string): string {
  if (!filled(src)) return ''
  const link = filled(href) ? ` href="${escape_attribute(href.trim())}"` : ''
  return `<mj-image src="${escape_attribute(src.trim())}" alt="${escape_attribute(alt)}"${link} padding="${padding}" />`
}

// Without an address MJML makes no link of it; the server is to see that one was meant.
function button(text: string, href: string, colour: string): string {
  return `<mj-button href="${escape_attribute(href.trim() || 'https://')}" background-color="${colour}" color="#ffffff" font-size="16px" font-weight="bold" inner-padding="14px 28px" border-radius="6px" padding="12px 24px">${escape_html(text)}</mj-button>`
}

const words = (text: string, colour: string, attributes = ''): string => `<mj-text ${attributes}>${words_to_html(text, colour)}</mj-text>`

function column({ src, alt, text }: ColumnContent, colour: string): string {
  return `<mj-column>${image(src, alt, '', '8px 12px')}${text.trim() === '' ? '' : words(text, colour, 'padding="8px 12px"')}</mj-column>`
}

function footer(text: string, colour: string, said: FooterWords): string {
  const own = text.trim() === '' ? '' : `${words_to_html(text, colour)}<br /><br />`
  const links = `<a href="{{unsubscribe_url}}" style="color:${kSoft};">${escape_html(said.unsubscribe)}</a> ・ <a href="{{preferences_url}}" style="color:${kSoft};">${escape_html(said.preferences)}</a>`
  const sender = `{{sender.name}}<br />{{sender.postal_address}}<br />${escape_html(said.contact)}: {{sender.contact}}`
  return section(`<mj-divider border-width="1px" border-color="#d9d3c3" padding="24px 24px 12px" /><mj-text font-size="12px" line-height="1.7" color="${kSoft}">${own}${sender}<br /><br />${links}</mj-text>`)
}

function content_to_mjml(block: BlockContent, colour: string, said: FooterWords): string {
  switch (block.kind) {
    case 'heading': return section(words(block.text, colour, 'font-size="22px" line-height="1.4" font-weight="bold" padding="20px 24px 4px"'))
    case 'text': return section(words(block.text, colour))
    case 'button': return section(button(block.text, block.href, colour))
    case 'image': return section(image(block.src, block.alt, block.href, '8px 0'))
    case 'divider': return section('<mj-divider border-width="1px" border-color="#d9d3c3" padding="16px 24px" />')
    case 'columns': return `<mj-section padding="0 12px">${block.columns.map((one) => column(one, colour)).join('')}</mj-section>`
    case 'product': return section([
      image(block.src, block.name, block.href, '12px 24px 4px'),
      words(`**${block.name}**${block.price.trim() === '' ? '' : `\n${block.price}`}${block.text.trim() === '' ? '' : `\n${block.text}`}`, colour, 'align="center"'),
      block.label.trim() === '' ? '' : button(block.label, block.href, colour),
    ].join(''))
    case 'footer': return footer(block.text, colour, said)
  }
}

function block_to_mjml(block: Block, colour: string, said: FooterWords): string {
  const drawn = content_to_mjml(block, colour, said)
  const condition = block.condition.trim()
  const mark = `<mj-raw>${mark_of(block.id)}</mj-raw>`
  if (condition === '') return `${mark}\n${drawn}`
  return `${mark}\n<mj-raw>{{#if ${escape_html(condition)}}}</mj-raw>\n${drawn}\n<mj-raw>{{/if}}</mj-raw>`
}

export function to_mjml({ blocks, colour, preheader }: MailDocument, said: FooterWords): string {
  const preview = preheader.trim() === '' ? '' : `<mj-preview>${escape_html(preheader.trim())}</mj-preview>`
  return `<mjml lang="${said.language}"><mj-head>${preview}<mj-attributes><mj-all font-family="${kFont}" /><mj-text font-size="16px" line-height="1.8" color="${kInk}" padding="8px 24px" /></mj-attributes></mj-head>
<mj-body background-color="#f4f2ec"><mj-wrapper background-color="#ffffff" padding="12px 0 20px">
${blocks.map((block) => block_to_mjml(block, colour, said)).join('\n')}
</mj-wrapper></mj-body></mjml>`
}
