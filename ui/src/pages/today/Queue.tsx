// What the day holds for this person: how far it is, own tasks, then those of nobody that are worth most.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePlace } from '../../client/session'
import type { Today } from '../../client/types'
import { Empty } from '../../kit/Empty'
import { format_count } from '../../kit/format'
import { useWords } from '../../locales'
import { Capacity } from './Capacity'
import { TaskCard } from './TaskCard'
import styles from './Today.module.css'
import { useCardKeys } from './useCardKeys'

export function Queue({ today, has_orders }: { today: Today; has_orders: boolean }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const list = useCardKeys()
  const nothing = today.mine.length + today.suggested.length === 0
  return (
    <div ref={list} className={styles.list}>
      <Capacity today={today} />
      {today.mine.length > 0 ? (
        <section>
          <h2 className={styles.section}>{text.today.mine} <span>{format_count(today.mine.length)}</span></h2>
          <ul className={styles.cards}>{today.mine.map((task) => <TaskCard key={task.id} task={task} day={today.day} mine />)}</ul>
        </section>
      ) : null}
      {today.suggested.length > 0 ? (
        <section>
          <h2 className={styles.section}>{text.today.suggested} <span>{text.today.suggested_note}</span></h2>
          <ul className={styles.cards}>{today.suggested.map((task) => <TaskCard key={task.id} task={task} day={today.day} mine={false} />)}</ul>
        </section>
      ) : null}
      {nothing && !has_orders ? (
        <Empty
          title={text.today.no_orders_title}
          action={<Button renderRoot={(props) => <Link to="/shops/$shop/import" params={{ shop: shop.id }} {...props} />}>{text.today.to_import}</Button>}
        >
          {text.today.no_orders_text}
        </Empty>
      ) : null}
      {nothing && has_orders ? <Empty title={today.done_today > 0 ? text.today.all_done : text.today.nobody}>{text.today.nobody_text}</Empty> : null}
      {today.waiting + today.later > 0 ? <p className={styles.rest}>{text.today.rest(format_count(today.waiting), format_count(today.later))}</p> : null}
    </div>
  )
}
