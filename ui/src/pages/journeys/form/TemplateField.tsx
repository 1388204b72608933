// The message of a send node, chosen from those of the shop.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { templates_query } from '../../../client/message_queries'
import { usePlace } from '../../../client/session'
import { useWords } from '../../../locales'
import { UnpublishedWords } from '../../../mails/UnpublishedWords'
import { value_at } from '../model/path'
import type { FieldProps } from './Field'
import { problem_at } from './field_paths'
import styles from './Form.module.css'
import { useForm } from './form_context'

export function TemplateField({ path }: FieldProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { value, change, problems, read_only } = useForm()
  const templates = useQuery(templates_query(shop.id)).data ?? []
  const stored = value_at(value, path)
  const chosen = typeof stored === 'string' ? stored : ''
  const known = templates.some(({ id }) => id === chosen)
  const choices = templates.map(({ id, name, subject }) => ({ value: id, label: name || subject }))
  return (
    <div className={styles.template}>
      <NativeSelect
        label={text.journeys.form.template} withAsterisk value={chosen} disabled={read_only} error={problem_at(problems, path)}
        description={templates.length === 0 ? text.journeys.form.no_template : undefined}
        data={[{ value: '', label: text.journeys.form.not_chosen }, ...(chosen !== '' && !known ? [{ value: chosen, label: chosen }] : []), ...choices]}
        onChange={(event) => change(path, event.currentTarget.value)}
      />
      {known ? (
        <Link to="/shops/$shop/messages/$template" params={{ shop: shop.id, template: chosen }} className={styles.link}>{text.journeys.form.edit_template}</Link>
      ) : null}
      {known ? <UnpublishedWords used={[chosen]} /> : null}
    </div>
  )
}
