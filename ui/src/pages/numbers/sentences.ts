// A definition as its sentences, so that it can be read one rule at a time. A full stop inside brackets or between
// digits ends none.
export function sentences(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; ++i) {
    const letter = text.charAt(i)
    if ('(（「“'.includes(letter)) ++depth
    else if (')）」”'.includes(letter)) --depth
    else if (depth <= 0 && (letter === '。' || (letter === '.' && (i + 1 === text.length || text.charAt(i + 1) === ' ')))) {
      parts.push(text.slice(start, i + 1).trim())
      start = i + 1
    }
  }
  const rest = text.slice(start).trim()
  return rest === '' ? parts : [...parts, rest]
}
