// What proves a word about consent: a person's sentence, or the import that told it, which is stored by its number.
import { Link } from '@tanstack/react-router'
import { usePlace } from '../../client/session'
import { useWords } from '../../locales'

const kNumberOfImport = /^\d{15,}$/

export function Evidence({ text: told }: { text: string }) {
  const { text } = useWords()
  const { shop } = usePlace()
  if (!kNumberOfImport.test(told)) return told
  return <Link to="/shops/$shop/import/$run" params={{ shop: shop.id, run: told }}>{text.customers.consent_of_import}</Link>
}
