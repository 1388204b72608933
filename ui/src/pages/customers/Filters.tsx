// What narrows the list, and how it is sorted. All of it stands in the URL.
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { tags_query } from '../../client/customer_queries'
import { usePlace } from '../../client/session'
import type { Search } from '../../filters/search'
import { useWords } from '../../locales'
import styles from './Customers.module.css'
import { is_filtered, kEverybody, kQuiets, kSorts, kStages, sort_of } from './list_search'

interface FiltersProps {
  search: Search
  on_change: (values: Record<string, string | null>) => void
}

function named(names: readonly string[], titles: Record<string, string>) {
  return names.map((value) => ({ value, label: titles[value] ?? value }))
}

export function Filters({ search, on_change }: FiltersProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const tags = useQuery(tags_query(shop.id))
  const words = text.customers
  const set = (values: Record<string, string | null>) => on_change({ ...values, page: null })
  return (
    <div className={styles.filters}>
      <NativeSelect
        size="sm" label={words.stage} value={search['stage'] ?? ''}
        data={[{ value: '', label: words.stages['all'] ?? '' }, ...named(Object.keys(kStages), words.stages)]}
        onChange={(event) => set({ stage: event.currentTarget.value })}
      />
      <NativeSelect
        size="sm" label={words.quiet} value={search['quiet'] ?? ''}
        data={[{ value: '', label: words.quiets['all'] ?? '' }, ...named(Object.keys(kQuiets), words.quiets)]}
        onChange={(event) => set({ quiet: event.currentTarget.value })}
      />
      {(tags.data?.length ?? 0) > 0 || search['tag'] ? (
        <NativeSelect
          size="sm" label={words.tag} value={search['tag'] ?? ''} className={styles.tag_filter ?? ''}
          data={[{ value: '', label: words.any_tag }, ...(tags.data ?? []).map(({ name }) => ({ value: name, label: name }))]}
          onChange={(event) => set({ tag: event.currentTarget.value })}
        />
      ) : null}
      <Checkbox size="sm" className={styles.mail_filter ?? ''} label={words.mail} checked={search['mail'] === 'given'} onChange={(event) => set({ mail: event.currentTarget.checked ? 'given' : null })} />
      {is_filtered(search) ? <Button size="sm" variant="subtle" onClick={() => on_change(kEverybody)}>{words.reset}</Button> : null}
      <NativeSelect
        size="sm" label={words.sort} className={styles.sort ?? ''} value={sort_of(search)} data={named(kSorts, words.sorts)}
        onChange={(event) => set({ sort: event.currentTarget.value === 'last_order' ? null : event.currentTarget.value })}
      />
    </div>
  )
}
