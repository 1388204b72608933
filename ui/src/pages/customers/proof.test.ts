import { expect, test } from 'vitest'
import { proof_of } from './proof'

test('a proof is an import, a link of a mail, or what a person wrote', () => {
  expect(proof_of('456180478290952192')).toEqual({ kind: 'import', id: '456180478290952192' })
  expect(proof_of('one_click: touch 456180478290952192, a@tea.example')).toEqual({ kind: 'mail', way: 'one_click', address: 'a@tea.example' })
  expect(proof_of('page: touch 7, ')).toEqual({ kind: 'mail', way: 'page', address: '' })
  for (const words of ['電話で聞いた 0312345678', 'letter: touch 7, home', '12345']) expect(proof_of(words)).toEqual({ kind: 'said', words })
})
