// The little that words may hold: **bold**, [words](https://…), {{fields}} and line breaks. Everything else is text.

const kBold = /\*\*([^*\n]+)\*\*/g
const kLink = /\[([^\]\n]+)\]\(([^)\s]+)\)/g

export function escape_html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function escape_attribute(text: string): string {
  return escape_html(text).replaceAll('"', '&quot;')
}

export function words_to_html(text: string, colour: string): string {
  return escape_html(text)
    .replaceAll(kLink, (_, words: string, href: string) => `<a href="${href.replaceAll('"', '&quot;')}" style="color:${colour};">${words}</a>`)
    .replaceAll(kBold, '<b>$1</b>')
    .replaceAll('\n', '<br />')
}

export function link_targets(text: string): string[] {
  return [...text.matchAll(/\[[^\]\n]+\]\(([^)\s]*)\)/g)].map(([, href]) => href ?? '')
}

export function words_to_plain(text: string): string {
  return text.replaceAll(kLink, '$1 ( $2 )').replaceAll(kBold, '$1')
}
