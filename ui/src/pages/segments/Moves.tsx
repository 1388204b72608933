// Who began to fulfil the condition and who ceased to, when and why.
import { useQuery } from '@tanstack/react-query'
import { CustomerLink } from '../../client/CustomerLink'
import { QueryPanel } from '../../client/QueryPanel'
import { segment_moves_query } from '../../client/segment_queries'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { useSearchState } from '../../filters/useSearchState'
import { Empty } from '../../kit/Empty'
import { format_time } from '../../kit/format'
import { Pager } from '../../kit/Pager'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { page_in } from './segment_search'
import styles from './Segments.module.css'

const kPageSize = 50

export function Moves({ id }: { id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { search, change } = useSearchState()
  const words = text.segments
  const { moves_columns: columns } = words
  const query = useQuery(segment_moves_query(shop.id, id, page_in(search), kPageSize, language))
  return (
    <QueryPanel
      query={query} skeleton={<Shimmer height={300} />} is_empty={({ rows_total }) => rows_total === 0}
      empty={<Empty title={words.moves_none_title}>{words.moves_none}</Empty>}
    >
      {(found) => (
        <>
          <div className={styles.scroll}>
            <table className={styles.table} aria-label={words.views['moves']}>
              <thead>
                <tr>
                  <th scope="col">{columns.at}</th>
                  <th scope="col">{columns.kind}</th>
                  <th scope="col">{columns.who}</th>
                  <th scope="col">{columns.why}</th>
                </tr>
              </thead>
              <tbody>
                {found.moves.map((move) => (
                  <tr key={`${move.customer_id} ${move.at} ${move.kind}`}>
                    <td className={styles.nowrap}>{format_time(move.at, shop.time_zone, language)}</td>
                    <td><span className={styles.move} data-kind={move.kind}>{move.kind === 'entered' ? '→ ' : '← '}{words.moves[move.kind] ?? move.kind}</span></td>
                    <td><CustomerLink id={move.customer_id}>{move.name || move.number}</CustomerLink>{move.name ? <span className={styles.under}>{move.number}</span> : null}</td>
                    <td className={styles.reasons}>{move.why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pager page={found.page} page_size={found.page_size} rows_total={found.rows_total} on_page={(next) => change({ page: next > 1 ? String(next) : null })} />
        </>
      )}
    </QueryPanel>
  )
}
