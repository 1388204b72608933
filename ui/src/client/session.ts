// Who is signed in and which shop is looked at, for everything below the frame.
import { createContext, useContext } from 'react'
import type { Permission, Session, Shop } from './types'

export interface Place {
  session: Session
  shop: Shop
}

export const PlaceContext = createContext<Place | null>(null)

export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (!place) throw new Error('usePlace outside of a shop')
  return place
}

export function useMay(permission: Permission): boolean {
  return usePlace().session.permissions.includes(permission)
}
