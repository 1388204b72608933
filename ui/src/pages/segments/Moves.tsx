// Who began to fulfil the condition and who ceased to, when and why.
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CustomerLink } from '../../client/CustomerLink'
import { explain } from '../../client/explain'
import { segment_moves_query } from '../../client/segment_queries'
import { usePlace } from '../../client/session'
import type { Id } from '../../client/types'
import { Empty } from '../../kit/Empty'
import { format_time } from '../../kit/format'
import { Note } from '../../kit/Note'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { Reasons } from './Reasons'
import styles from './Segments.module.css'

export function Moves({ id }: { id: Id }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const words = text.segments
  const { moves_columns: columns } = words
  const query = useInfiniteQuery(segment_moves_query(shop.id, id, language))
  if (query.isPending) return <Shimmer height={300} />
  if (query.isError && !query.data) {
    return <Note tone="bad" title={text.errors.title} actions={<Button size="xs" variant="default" onClick={() => void query.refetch()}>{text.actions.retry}</Button>}>{explain(query.error, text)}</Note>
  }
  const moves = query.data.pages.flatMap((page) => page.moves)
  if (moves.length === 0) return <Empty title={words.moves_none_title}>{words.moves_none}</Empty>
  return (
    <>
      <div className={styles.scroll}>
        <table className={`${styles.table} ${styles.people}`} aria-label={words.views['moves']}>
          <thead>
            <tr>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.who}</th>
              <th scope="col">{columns.why}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr key={`${move.customer_id} ${move.at} ${move.kind}`}>
                <td className={styles.nowrap}>{format_time(move.at, shop.time_zone, language)}</td>
                <td><span className={styles.move} data-kind={move.kind}>{move.kind === 'entered' ? '→ ' : '← '}{words.moves[move.kind] ?? move.kind}</span></td>
                <td className={styles.nowrap}><CustomerLink id={move.customer_id}>{move.name || move.number}</CustomerLink>{move.name ? <span className={styles.under}>{move.number}</span> : null}</td>
                <td className={styles.reasons}>{move.cause === 'condition' ? <p className={styles.soft}>{words.moved_by_condition}</p> : null}<Reasons reasons={move.why} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {query.hasNextPage ? <Button variant="default" fullWidth mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{text.customers.older}</Button> : null}
    </>
  )
}
