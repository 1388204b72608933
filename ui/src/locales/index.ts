import { createContext, useContext } from 'react'
import { en } from './en'
import { ja, type Texts } from './ja'

export type { Texts }
export type Language = 'ja' | 'en'

export const kTexts: Record<Language, Texts> = { ja, en }

export interface Words {
  language: Language
  text: Texts
}

export const WordsContext = createContext<Words>({ language: 'ja', text: ja })

export function useWords(): Words {
  return useContext(WordsContext)
}
