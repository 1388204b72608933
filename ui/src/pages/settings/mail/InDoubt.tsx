// What nobody knows the end of. A person decides, one by one.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { in_doubt_query, useResolveTouch } from '../../../client/channel_queries'
import type { Resolution, TouchRow } from '../../../client/channel_types'
import { explain } from '../../../client/explain'
import { templates_query } from '../../../client/message_queries'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import { useSearchState } from '../../../filters/useSearchState'
import { Card } from '../../../kit/Card'
import { format_time } from '../../../kit/format'
import { Pager } from '../../../kit/Pager'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import styles from './Mail.module.css'

const kResolutions: readonly Resolution[] = ['was_sent', 'send_again', 'give_up']

function Row({ touch }: { touch: TouchRow }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const resolve = useResolveTouch(shop.id)
  const template = useQuery(templates_query(shop.id)).data?.find(({ id }) => id === touch.template_id)
  const run = (resolution: Resolution) => resolve.mutate({ customer_id: touch.customer_id, key: touch.key, resolution }, {
    onSuccess: () => tell(text.mail.doubt_done[resolution] ?? ''), onError: (error) => tell(explain(error, text)),
  })
  return (
    <li className={styles.doubt}>
      <div>
        <Link to="/shops/$shop/customers/$customer" params={{ shop: shop.id, customer: touch.customer_id }}>{touch.name || touch.number}</Link>
        <p className={styles.soft}>{touch.address}{template ? ` · ${template.name}` : ''}</p>
        <p className={styles.soft}>{text.mail.doubt_due} {format_time(touch.due_at, shop.time_zone, language)}{touch.reason_text === '' ? '' : ` · ${touch.reason_text}`}</p>
      </div>
      <div className={styles.resolutions}>
        {kResolutions.map((one) => (
          <Button key={one} size="xs" variant="default" disabled={resolve.isPending} aria-label={`${text.mail.doubt_resolve[one]}: ${touch.name || touch.number}`} onClick={() => run(one)}>{text.mail.doubt_resolve[one]}</Button>
        ))}
      </div>
    </li>
  )
}

export function InDoubt() {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const page = Math.max(1, Number(search['page']) || 1)
  const query = useQuery(in_doubt_query(shop.id, page, language))
  return (
    <Card>
      <div className={styles.mail}>
        <p className={styles.words}>{text.mail.doubt_lead}</p>
        <QueryPanel query={query} is_empty={({ rows_total }) => rows_total === 0} empty={<p className={styles.soft}>{text.mail.doubt_none}</p>}>
          {({ touches, page_size, rows_total }) => (
            <>
              <ul className={styles.doubts}>{touches.map((touch) => <Row key={`${touch.customer_id}:${touch.key}`} touch={touch} />)}</ul>
              <Pager page={page} page_size={page_size} rows_total={rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
            </>
          )}
        </QueryPanel>
      </div>
    </Card>
  )
}
