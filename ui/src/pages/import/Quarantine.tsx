import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api_url } from '../../client/http'
import { quarantine_query } from '../../client/queries'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay } from '../../client/session'
import type { Id, Import } from '../../client/types'
import { Card } from '../../kit/Card'
import { DownloadIcon } from '../../kit/icons'
import { Pager } from '../../kit/Pager'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { quarantine_files } from './model'
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

export function Quarantine({ shop, run }: { shop: Id; run: Import }) {
  const { text } = useWords()
  const may_import = useMay('import')
  if (!may_import) return null
  return (
    <Card
      title={text.import.quarantine}
      tools={
        quarantine_files(run).map(({ name, number }) => (
          <Button
            key={number ?? 0} size="xs" variant="default" component="a" download leftSection={<DownloadIcon size={16} />}
            href={api_url(`/shops/${shop}/imports/${run.id}/quarantine.csv`, { file: number })}
          >
            {run.files.length > 1 ? text.import.quarantine_download_of(name) : text.import.quarantine_download}
          </Button>
        ))
      }
    >
      <p className={styles.quiet}>{run.mending}</p>
      <Rows shop={shop} id={run.id} />
    </Card>
  )
}
