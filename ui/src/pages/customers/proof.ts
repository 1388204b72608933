// What is kept as the proof of a word about consent, taken apart. Pure.

export const kWays = ['one_click', 'page', 'preferences', 'complaint', 'report'] as const
export type Way = (typeof kWays)[number]

export type Proof =
  | { kind: 'said'; words: string } // a person wrote it down
  | { kind: 'import'; id: string }
  | { kind: 'mail'; way: Way; address: string } // by a link of a mail, or because of one

const kImport = /^\d{15,}$/
const kMail = /^(\w+): touch \d+, ?(.*)$/

export function proof_of(told: string): Proof {
  if (kImport.test(told)) return { kind: 'import', id: told }
  const [, name, address = ''] = kMail.exec(told) ?? []
  const way = kWays.find((one) => one === name)
  return way ? { kind: 'mail', way, address } : { kind: 'said', words: told }
}
