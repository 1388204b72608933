// The footer speaks the language of whoever writes the mail.
import { useMemo } from 'react'
import { useWords } from '../locales'
import type { FooterWords } from './footer'

export function useFooterWords(): FooterWords {
  const { text, language } = useWords()
  return useMemo(() => ({ language, ...text.messages.footer_words }), [language, text])
}
