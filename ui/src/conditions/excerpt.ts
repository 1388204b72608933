// The surroundings of a character of a text, counted from 1 in whole characters. Pure.
export interface Excerpt {
  before: string
  here: string // the character, or a blank where the text ends
  after: string
}

const kAround = 24

export function excerpt(text: string, character: number): Excerpt {
  const all = Array.from(text)
  const at = Math.min(Math.max(character - 1, 0), all.length)
  const from = Math.max(0, at - kAround)
  const to = at + 1 + kAround
  return {
    before: (from > 0 ? '…' : '') + all.slice(from, at).join(''),
    here: all[at] ?? ' ',
    after: all.slice(at + 1, to).join('') + (to < all.length ? '…' : ''),
  }
}
