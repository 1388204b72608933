// Keys among the cards of today: j and k walk, e writes the result of the card that is focused, o opens its customer.
import { useRef, type RefObject } from 'react'
import { useKeys } from '../../kit/keys'
import { useWords } from '../../locales'

function press(card: Element | null, selector: string) {
  card?.querySelector<HTMLElement>(selector)?.click()
}

function here(): Element | null {
  return document.activeElement?.closest('[data-card]') ?? null
}

export function useCardKeys(): RefObject<HTMLDivElement | null> {
  const { text } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const walk = (step: number) => {
    const cards = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-card]') ?? [])
    const at = cards.findIndex((card) => card === here())
    const next = cards[at < 0 ? 0 : Math.min(Math.max(at + step, 0), cards.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { combo: 'j', title: text.keys.next_row, run: () => walk(1) },
    { combo: 'k', title: text.keys.previous_row, run: () => walk(-1) },
    { combo: 'e', title: text.keys.record, run: () => press(here(), '[data-record]') },
    { combo: 'o', title: text.keys.open_row, run: () => press(here(), 'h3 a') },
  ])
  return list
}
