// The customer's tags: hung and taken off in place.
import { Autocomplete, Button, Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tags_query, useChangeTag } from '../../client/customer_queries'
import type { Customer } from '../../client/customer_types'
import { explain } from '../../client/explain'
import { useMay, usePlace } from '../../client/session'
import { CloseIcon } from '../../kit/icons'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import styles from './Customer.module.css'

export function Tags({ customer }: { customer: Customer }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_serve = useMay('serve')
  const known = useQuery(tags_query(shop.id))
  const change = useChangeTag(shop.id, customer.id)
  const [opened, set_opened] = useState(false)
  const [name, set_name] = useState('')
  const failed = (error: unknown) => tell(explain(error, text))
  const add = (wanted: string) => {
    if (wanted.trim() === '') return
    change.mutate({ name: wanted.trim(), hang: true }, { onError: failed })
    set_name('')
    set_opened(false)
  }
  const remove = (tag: string) =>
    change.mutate({ name: tag, hang: false }, {
      onError: failed,
      onSuccess: () => tell(text.customers.tag_removed(tag), { label: text.actions.undo, run: () => change.mutate({ name: tag, hang: true }, { onError: failed }) }),
    })
  const hung = new Set(customer.tags.map((tag) => tag.name))
  return (
    <span className={styles.tags}>
      {customer.tags.map((tag) => (
        <span key={tag.name} className={styles.tag}>
          {tag.name}
          {may_serve ? <button type="button" aria-label={text.customers.tag_remove(tag.name)} onClick={() => remove(tag.name)}><CloseIcon size={12} /></button> : null}
        </span>
      ))}
      {may_serve ? (
        <Popover opened={opened} onChange={set_opened} position="bottom-start" shadow="md" width={260} trapFocus>
          <Popover.Target>
            <Button size="compact-xs" variant="default" onClick={() => set_opened(!opened)}>＋ {text.customers.tag_add}</Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form className={styles.tag_form} onSubmit={(event) => { event.preventDefault(); add(name) }}>
              <Autocomplete
                size="sm" label={text.customers.tag_name} value={name} maxLength={50} data-autofocus comboboxProps={{ withinPortal: false }}
                data={(known.data ?? []).map((tag) => tag.name).filter((tag) => !hung.has(tag))} onChange={set_name} onOptionSubmit={add}
              />
              <Button type="submit" size="sm" disabled={name.trim() === ''}>{text.customers.tag_add}</Button>
            </form>
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </span>
  )
}
