// 取込: drop, see what was found, try, import. Below, what was imported before.
import { Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useMay, usePlace } from '../../client/session'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import { Draft } from './Draft'
import { DropZone } from './DropZone'
import { History } from './History'
import styles from './Import.module.css'
import { kFilesMax } from './model'
import { useImportDraft } from './useImportDraft'

export function ImportPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_import = useMay('import')
  const draft = useImportDraft(shop.id)
  const navigate = useNavigate()
  const take = (files: File[]) => {
    if (files.length === 0) return
    if (files.length > kFilesMax) notifications.show({ color: 'red', message: text.import.too_many_files(kFilesMax) })
    else draft.add(files)
  }
  const open_run = (run: string) => void navigate({ to: '/shops/$shop/import/$run', params: { shop: shop.id, run } })
  return (
    <div className={styles.page}>
      <header>
        <Title order={1} size="h3">{text.import.title}</Title>
        <p className={styles.lead}>{text.import.lead}</p>
      </header>
      {may_import ? null : <Note>{text.import.forbidden}</Note>}
      {may_import && draft.files.length === 0 ? <DropZone on_files={take} /> : null}
      {may_import && draft.files.length > 0 ? <Draft shop={shop.id} draft={draft} on_started={open_run} /> : null}
      {draft.files.length === 0 ? <History /> : null}
    </div>
  )
}
