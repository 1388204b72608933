import { createContext, useContext } from 'react'
import type { Language } from './format'

// How a control anywhere changes the language of the screen.
export const LanguageSwitchContext = createContext<(next: Language) => void>(() => undefined)

export function useLanguageSwitch() {
  return useContext(LanguageSwitchContext)
}
