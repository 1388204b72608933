// Keys among the things of a list: j and k walk from one to the next, o opens the one that has the focus.
import { useRef, type RefObject } from 'react'
import { useWords } from '../locales'
import { useKeys } from './keys'

export interface Walk {
  stops: string // selector of what takes the focus
  opens?: string // selector, inside a stop, of the link that leads to it; the stop itself when left out
}

export function useWalkKeys<T extends HTMLElement>({ stops, opens }: Walk): RefObject<T | null> {
  const { text } = useWords()
  const list = useRef<T>(null)
  const walk = (step: number) => {
    const all = Array.from(list.current?.querySelectorAll<HTMLElement>(stops) ?? [])
    const here = document.activeElement?.closest(stops)
    const at = all.findIndex((stop) => stop === here)
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  const open = () => {
    const here = document.activeElement?.closest<HTMLElement>(stops)
    if (here && list.current?.contains(here)) (opens ? here.querySelector<HTMLElement>(opens) : here)?.click()
  }
  useKeys([
    { combo: 'j', title: text.keys.next_row, run: () => walk(1) },
    { combo: 'k', title: text.keys.previous_row, run: () => walk(-1) },
    { combo: 'o', title: text.keys.open_row, run: open },
  ])
  return list
}
