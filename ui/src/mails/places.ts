// Which block a line of the finished HTML belongs to.
import { kMark } from './mjml'

export interface MarkedHtml {
  html: string // without the marks
  block_at: (line: number) => string | null // from 1; null before the first block
}

export function take_marks_out(marked: string): MarkedHtml {
  const starts: { line: number; id: string }[] = []
  let line = 1
  let from = 0
  for (const match of marked.matchAll(kMark)) {
    line += marked.slice(from, match.index).split('\n').length - 1
    from = match.index
    starts.push({ line, id: match[1] ?? '' })
  }
  return { html: marked.replaceAll(kMark, ''), block_at: (at) => starts.findLast((start) => start.line <= at)?.id ?? null }
}
