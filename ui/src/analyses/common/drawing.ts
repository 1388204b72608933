// What every drawing of an analysis is given and may ask for. It draws one result; it never fetches it.
import type { ReactNode } from 'react'
import type { Descriptor, Id, Result } from '../../client/types'
import type { CellChoice, Search } from '../../filters/search'

export interface DrawingProps {
  shop: Id
  descriptor: Descriptor
  result: Result
  search: Search
  on_change: (values: Record<string, string | null>) => void // into the URL
  open_cell: (cell: CellChoice) => void // who is this
}

export type Drawing = (props: DrawingProps) => ReactNode
