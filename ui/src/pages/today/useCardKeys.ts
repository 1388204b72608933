// Keys among the cards of today: j, k and o as in every list, e writes the result of the card that is focused.
import type { RefObject } from 'react'
import { useKeys } from '../../kit/keys'
import { useWalkKeys } from '../../kit/useWalkKeys'
import { useWords } from '../../locales'

const kCards = { stops: '[data-card]', opens: 'h3 a' }

export function useCardKeys(): RefObject<HTMLDivElement | null> {
  const { text } = useWords()
  const list = useWalkKeys<HTMLDivElement>(kCards)
  const record = () => document.activeElement?.closest(kCards.stops)?.querySelector<HTMLElement>('[data-record]')?.click()
  useKeys([{ combo: 'e', title: text.keys.record, run: record }])
  return list
}
