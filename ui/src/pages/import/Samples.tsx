// How each file was understood: encoding, separator, columns, and its first rows as they stand.
import type { Inspection } from '../../client/types'
import { useWords } from '../../locales'
import styles from './Import.module.css'

const kRowsShown = 5

export function Samples({ inspection }: { inspection: Inspection }) {
  const { text } = useWords()
  return (
    <>
      {inspection.files.map((file) => (
        <figure key={file.name} className={styles.sample}>
          <figcaption>
            <strong>{file.name}</strong>
            <span>{text.import.encoding} {file.encoding}</span>
            <span>{text.import.separator} {text.import.separators[file.separator] ?? file.separator}</span>
            <span>{text.import.columns(file.columns.length)}</span>
          </figcaption>
          <section className={styles.sample_scroll} tabIndex={0} aria-label={`${text.import.sample} ${file.name}`}>
            <table>
              <thead><tr>{file.columns.map((column, i) => <th key={`${column}-${i}`} scope="col">{column}</th>)}</tr></thead>
              <tbody>
                {file.sample.slice(0, kRowsShown).map((row, i) => (
                  <tr key={i}>{row.map((value, j) => <td key={j}>{value}</td>)}</tr>
                ))}
              </tbody>
            </table>
          </section>
        </figure>
      ))}
    </>
  )
}
