// Who stands at a step now.
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { standing_query } from '../../../client/journey_queries'
import { QueryPanel } from '../../../client/QueryPanel'
import { usePlace } from '../../../client/session'
import type { Id } from '../../../client/types'
import { format_time, kMissing } from '../../../kit/format'
import { Pager } from '../../../kit/Pager'
import { useWords } from '../../../locales'
import styles from './Editor.module.css'

interface StandingProps {
  journey: Id
  node: string
  name: string
}

function Standing({ journey, node }: StandingProps) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const [page, set_page] = useState(1)
  const query = useQuery(standing_query(shop.id, journey, node, page))
  const when = (at: string | null) => (at ? format_time(at, shop.time_zone, language) : kMissing)
  return (
    <QueryPanel query={query} is_empty={({ runs }) => runs.length === 0} empty={<p>{text.journeys.numbers.nobody}</p>}>
      {({ runs, page_size, rows_total }) => (
        <>
          <ul className={styles.standing}>
            {runs.map((run) => (
              <li key={`${run.customer_id}:${run.entered_at}`}>
                <Link to="/shops/$shop/customers/$customer" params={{ shop: shop.id, customer: run.customer_id }}>{run.name || run.number}</Link>
                <span className={styles.soft}>{text.journeys.numbers.entered_at} {when(run.entered_at)}</span>
                <span className={styles.soft}>{text.journeys.numbers.wakes} {when(run.wakes_at)}</span>
              </li>
            ))}
          </ul>
          <Pager page={page} page_size={page_size} rows_total={rows_total} on_page={set_page} />
        </>
      )}
    </QueryPanel>
  )
}

export function StandingDrawer({ opened, on_close, ...of }: StandingProps & { opened: boolean; on_close: () => void }) {
  const { text } = useWords()
  return (
    <Drawer opened={opened} onClose={on_close} position="right" title={text.journeys.numbers.who_title(of.name)} closeButtonProps={{ 'aria-label': text.actions.close }}>
      {opened ? <Standing {...of} /> : null}
    </Drawer>
  )
}
