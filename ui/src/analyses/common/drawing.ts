// What every drawing of an analysis is given and may ask for. It draws one result, or two of them over each other; it never
// fetches them.
import type { ReactNode } from 'react'
import type { Descriptor, Id, Result } from '../../client/types'
import type { CellChoice, Search } from '../../filters/search'

// The second answer of a comparison, and what both are called.
export interface Against {
  result: Result
  titles: { first: string; second: string }
}

export interface DrawingProps {
  shop: Id
  descriptor: Descriptor
  result: Result
  search: Search
  on_change: (values: Record<string, string | null>) => void // into the URL
  open_cell: (cell: CellChoice) => void // who is this
  against?: Against // given only to drawings that say they can draw two
}

export type Drawing = (props: DrawingProps) => ReactNode
