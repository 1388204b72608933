// このお客さまは誰か: the customers behind a cell, page by page, each with the reason for being in it.
import { Button, Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { cell_words } from '../../analyses/common/cell_words'
import { useProductNames } from '../../analyses/common/names'
import { ResultTable } from '../../analyses/common/ResultTable'
import { CustomerLink } from '../../client/CustomerLink'
import { api_url } from '../../client/http'
import { customers_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import type { Descriptor, Id, Row } from '../../client/types'
import { compared_of, second_search } from '../../filters/compare'
import { cell_of, customers_question, type CellChoice, type Search } from '../../filters/search'
import { format_count } from '../../kit/format'
import { DownloadIcon } from '../../kit/icons'
import { Pager } from '../../kit/Pager'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { MailToCell, MakeSegment } from './MakeSegment'
import styles from './Numbers.module.css'

const kPageSize = 50
// Who, and why they are here, comes first; our own id is of use in files only.
const kColumns = ['customer_name', 'customer_number', 'reason', 'sales', 'purchases', 'last_day', 'first_day']

function linked(row: Row, shown: string) {
  const id = row['customer_id']
  return typeof id === 'string' && shown !== '' ? <CustomerLink id={id}>{shown}</CustomerLink> : shown
}
const kCells = { customer_name: linked, customer_number: linked }

interface WhoDrawerProps {
  descriptor: Descriptor
  search: Search
  on_change: (values: Record<string, string | null>) => void
  on_close: () => void
}

interface CustomersProps extends Omit<WhoDrawerProps, 'on_close'> {
  shop: Id
  words: string // what the cell is called
}

function Customers({ descriptor, search, on_change, shop, words }: CustomersProps) {
  const { text, language } = useWords()
  const may_export = useMay('export')
  const may_see = useMay('personal_data')
  const may_manage = useMay('manage')
  const compared = search['side'] === 'second' ? compared_of(search) : null
  const question = customers_question(compared ? second_search(search, compared) : search)
  const page = Number(search['page'] ?? 1)
  const query = useQuery(customers_query(shop, descriptor.name, { ...question, page, page_size: kPageSize }, language))
  const file = (ending: string) => api_url(`/shops/${shop}/analyses/${descriptor.name}/customers.${ending}`, question)
  return (
    <QueryPanel query={query} skeleton={<Shimmer height={480} />} is_empty={({ rows_total }) => rows_total === 0} empty={<p>{text.who.empty}</p>}>
      {(result) => (
        <>
          <div className={styles.who_head}>
            <strong className={styles.who_count}>{text.who.count(format_count(result.rows_total))}</strong>
            <span className={styles.who_tools}>
              {may_manage ? <MakeSegment analysis={descriptor.name} question={question} words={words} /> : null}
              {may_manage ? <MailToCell analysis={descriptor.name} question={question} words={words} /> : null}
              {may_export ? (
                <Button.Group>
                  <Button size="xs" variant="default" component="a" href={file('csv')} download leftSection={<DownloadIcon size={16} />}>{text.who.all_csv}</Button>
                  <Button size="xs" variant="default" component="a" href={file('xlsx')} download>{text.who.all_excel}</Button>
                </Button.Group>
              ) : null}
            </span>
          </div>
          <ResultTable result={result} label={text.who.title} sortable={false} cards order={kColumns} cells={kCells} />
          <Pager page={result.page} page_size={result.page_size} rows_total={result.rows_total} on_page={(next) => on_change({ page: next > 1 ? String(next) : null })} />
          {may_see ? null : <p className={styles.foot}>{text.who.masked}</p>}
        </>
      )}
    </QueryPanel>
  )
}

export function WhoDrawer({ descriptor, search, on_change, on_close }: WhoDrawerProps) {
  const words = useWords()
  const { text } = words
  const names = useProductNames()
  const by = descriptor.parameters.find(({ name }) => name === 'by')
  const { shop } = usePlace()
  const cell: CellChoice | null = cell_of(search)
  const cell_name = cell ? cell_words(descriptor, cell, words, { names, parameters: { by: search['by'] ?? by?.default ?? null } }) : ''
  return (
    <Drawer
      opened={cell !== null} onClose={on_close} position="right" size={1020} title={text.who.title}
      closeButtonProps={{ 'aria-label': text.actions.close }} classNames={{ title: styles.drawer_title ?? '' }}
    >
      {cell ? (
        <>
          <p className={styles.lead}>{cell_name}</p>
          <Customers descriptor={descriptor} search={search} on_change={on_change} shop={shop.id} words={`${descriptor.title} · ${cell_name}`} />
        </>
      ) : null}
    </Drawer>
  )
}
