import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api_url } from '../../client/http'
import { quarantine_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay } from '../../client/session'
import type { Id } from '../../client/types'
import { Card } from '../../kit/Card'
import { DownloadIcon } from '../../kit/icons'
import { Pager } from '../../kit/Pager'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { Problems } from './Problems'

function Rows({ shop, id }: { shop: Id; id: Id }) {
  const { text, language } = useWords()
  const [page, set_page] = useState(1)
  const query = useQuery(quarantine_query(shop, id, page, language))
  return (
    <QueryPanel query={query}>
      {(found) => (
        <>
          <Problems rows={found.rows} label={text.import.quarantine} />
          <Pager page={found.page} page_size={found.page_size} rows_total={found.rows_total} on_page={set_page} />
        </>
      )}
    </QueryPanel>
  )
}

export function Quarantine({ shop, id }: { shop: Id; id: Id }) {
  const { text } = useWords()
  const may_import = useMay('import')
  if (!may_import) return null
  return (
    <Card
      title={text.import.quarantine}
      tools={
        <Button size="xs" variant="default" component="a" href={api_url(`/shops/${shop}/imports/${id}/quarantine.csv`)} download leftSection={<DownloadIcon size={16} />}>
          {text.import.quarantine_download}
        </Button>
      }
    >
      <p className={styles.quiet}>{text.import.quarantine_hint}</p>
      <Rows shop={shop} id={id} />
    </Card>
  )
}
