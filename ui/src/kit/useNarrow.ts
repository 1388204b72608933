// Whether a drawing has little width: on a phone, or beside another one on a wide screen.
import { useMediaQuery } from '@mantine/hooks'
import { createContext, useContext } from 'react'

export const NarrowContext = createContext(false)

export function useNarrow(): boolean {
  const beside_another = useContext(NarrowContext)
  const phone = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false })
  return beside_another || phone
}
