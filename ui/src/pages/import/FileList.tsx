import { Progress } from '@mantine/core'
import { explain } from '../../client/explain'
import { format_bytes } from '../../kit/format'
import { FileIcon } from '../../kit/icons'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import type { PendingFile } from './model'

export function FileList({ files }: { files: readonly PendingFile[] }) {
  const { text } = useWords()
  return (
    <ul className={styles.files}>
      {files.map(({ key, name, bytes, sent, upload, error }) => (
        <li key={key}>
          <FileIcon />
          <span className={styles.file_name}>{name}</span>
          <span className={styles.quiet}>{format_bytes(bytes)}</span>
          {error ? <span className={styles.bad} role="alert">{explain(error, text)}</span> : null}
          {!error && !upload ? (
            <Progress className={styles.file_progress} value={bytes > 0 ? (sent / bytes) * 100 : 0} aria-label={`${text.import.uploading} ${name}`} />
          ) : null}
          {upload ? <span className={styles.good}>{text.import.uploaded}</span> : null}
        </li>
      ))}
    </ul>
  )
}
