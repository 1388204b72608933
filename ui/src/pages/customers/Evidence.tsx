// What proves a word about consent: a person's sentence, the import that told it, or what a customer did with a mail.
import { Link } from '@tanstack/react-router'
import { usePlace } from '../../client/session'
import { useWords } from '../../locales'
import { proof_of } from './proof'

export function Evidence({ text: told }: { text: string }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const proof = proof_of(told)
  switch (proof.kind) {
    case 'said': return proof.words
    case 'import': return <Link to="/shops/$shop/import/$run" params={{ shop: shop.id, run: proof.id }}>{text.customers.consent_of_import}</Link>
    case 'mail': return <>{text.customers.consent_ways[proof.way]}{proof.address === '' ? null : ` · ${proof.address}`}</>
  }
}
