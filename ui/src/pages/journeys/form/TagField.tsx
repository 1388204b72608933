// A tag: one that is in use, or a new one.
import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { tags_query } from '../../../client/customer_queries'
import { usePlace } from '../../../client/session'
import { value_at } from '../model/path'
import type { FieldProps } from './Field'
import { problem_at } from './field_paths'
import { useForm } from './form_context'

export function TagField({ field, path }: FieldProps) {
  const { shop } = usePlace()
  const { value, change, problems, read_only } = useForm()
  const tags = useQuery(tags_query(shop.id)).data ?? []
  const stored = value_at(value, path)
  return (
    <Autocomplete
      label={field.title} withAsterisk value={typeof stored === 'string' ? stored : ''} readOnly={read_only} error={problem_at(problems, path)}
      data={[...new Set(tags.map(({ name }) => name))]} onChange={(next) => change(path, next)}
    />
  )
}
