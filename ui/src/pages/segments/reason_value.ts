// The value beside the sentence of a reason, where the sentence has not said it: "RFM R is 1" needs no second 1. Pure.
import type { Reason } from '../../client/segment_types'

const kPartOfNumber = /[\d.,]/

export function value_beside({ sentence, value, holds }: Pick<Reason, 'sentence' | 'value' | 'holds'>): string {
  const told = value ?? ''
  const said = holds && sentence.endsWith(told) && !kPartOfNumber.test(sentence.at(-told.length - 1) ?? '')
  return said ? '' : told
}
