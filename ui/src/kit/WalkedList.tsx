// A list whose headings are links, walked by j and k.
import type { ReactNode } from 'react'
import { useWalkKeys } from './useWalkKeys'

export function WalkedList({ className, children }: { className: string | undefined; children: ReactNode }) {
  const list = useWalkKeys<HTMLUListElement>({ stops: 'h2 a' })
  return <ul ref={list} className={className}>{children}</ul>
}
