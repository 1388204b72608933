import { expect, test } from 'vitest'
import { sentences } from './sentences'

test('one rule at a time, in both languages', () => {
  expect(sentences('数える単位は顧客です。購入とは注文です（0円でも数えます。ギフトは数えません）。')).toEqual(['数える単位は顧客です。', '購入とは注文です（0円でも数えます。ギフトは数えません）。'])
  expect(sentences('Counts customers. A rate is 0.5 at most (half. of them). ')).toEqual(['Counts customers.', 'A rate is 0.5 at most (half. of them).'])
})

test('what ends without a full stop is not lost', () => {
  expect(sentences('一つ目。二つ目')).toEqual(['一つ目。', '二つ目'])
  expect(sentences('')).toEqual([])
})
