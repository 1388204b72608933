// The words around what the law wants in every mail.
export interface FooterWords {
  language: 'ja' | 'en'
  contact: string
  unsubscribe: string
  preferences: string
}
