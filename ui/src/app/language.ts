// The language of the screen: what was last chosen here, else what the staff member has stored, else Japanese.
import { useCallback, useEffect, useMemo, useState } from 'react'
import { speak } from '../client/http'
import { kTexts, type Language, type Words } from '../locales'

const kStorageKey = 'tsuzuku.language'

function chosen_here(): Language | null {
  const stored = window.localStorage.getItem(kStorageKey)
  return stored === 'ja' || stored === 'en' ? stored : null
}

export function useLanguage(stored_with_staff: Language | undefined): [Words, (next: Language) => void] {
  const [chosen, set_chosen] = useState(chosen_here)
  const language = chosen ?? stored_with_staff ?? 'ja'
  speak(language) // before any child asks the server something
  useEffect(() => {
    document.documentElement.lang = language
    document.title = language === 'ja' ? '続く Tsuzuku' : 'Tsuzuku'
  }, [language])
  const choose = useCallback((next: Language) => {
    window.localStorage.setItem(kStorageKey, next)
    set_chosen(next)
  }, [])
  const words = useMemo(() => ({ language, text: kTexts[language] }), [language])
  return [words, choose]
}
