// As whom the mail is looked at.
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { customer_list_query } from '../../../client/customer_queries'
import { usePlace } from '../../../client/session'
import { useWords } from '../../../locales'
import { useMail } from './mail_context'

const kQuietMilliseconds = 250
const kFound = 20

export function CustomerPicker() {
  const { text } = useWords()
  const { shop } = usePlace()
  const { customer, set_customer } = useMail()
  const [words, set_words] = useState('')
  const [asked] = useDebouncedValue(words, kQuietMilliseconds)
  const found = useQuery(customer_list_query(shop.id, { words: asked, page_size: kFound })).data?.customers ?? []
  const choices = found.map(({ id, name, number }) => ({ value: id, label: name === '' ? number : `${name}（${number}）` }))
  const data = customer && !choices.some(({ value }) => value === customer.id) ? [{ value: customer.id, label: customer.name }, ...choices] : choices
  return (
    <Select
      size="xs" w={230} searchable clearable aria-label={text.messages.as_customer} placeholder={text.messages.made_up} nothingFoundMessage={text.messages.find_customer}
      data={data} value={customer?.id ?? null} filter={({ options }) => options} onSearchChange={(typed) => set_words(typed === customer?.name ? '' : typed)}
      onChange={(id, option) => set_customer(id === null ? null : { id, name: option?.label ?? id })}
    />
  )
}
