// What a block is made of.
import { TextInput } from '@mantine/core'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { change_block, type Block, type ColumnContent } from '../../../mails/blocks'
import { useMail } from './mail_context'
import { WordsField } from './WordsField'

function useChange(block: Block) {
  const { change_document } = useMail()
  return (change: Partial<Block>, about: string) => change_document((before) => change_block(before, { ...block, ...change } as Block), `${block.id}:${about}`)
}

function AddressField({ label, description, value, on_change }: { label: string; description?: string; value: string; on_change: (value: string) => void }) {
  const { read_only } = useMail()
  return <TextInput type="url" inputMode="url" label={label} description={description} value={value} readOnly={read_only} onChange={(event) => on_change(event.currentTarget.value)} />
}

function Column({ label, column, on_change }: { label: string; column: ColumnContent; on_change: (column: ColumnContent, about: string) => void }) {
  const { text } = useWords()
  const { fields } = text.messages
  return (
    <fieldset className={styles.column}>
      <legend>{label}</legend>
      <AddressField label={fields.src} value={column.src} on_change={(src) => on_change({ ...column, src }, 'src')} />
      <WordsField label={fields.alt} value={column.alt} on_change={(alt) => on_change({ ...column, alt }, 'alt')} />
      <WordsField lines label={fields.text} value={column.text} on_change={(words) => on_change({ ...column, text: words }, 'text')} />
    </fieldset>
  )
}

export function BlockFields({ block }: { block: Block }) {
  const { text } = useWords()
  const { fields } = text.messages
  const change = useChange(block)
  switch (block.kind) {
    case 'heading': return <WordsField label={fields.heading} value={block.text} on_change={(words) => change({ text: words }, 'text')} />
    case 'text': return <WordsField lines label={fields.text} description={fields.text_hint} value={block.text} on_change={(words) => change({ text: words }, 'text')} />
    case 'button':
      return (
        <div className={styles.pair}>
          <WordsField label={fields.label} value={block.text} on_change={(words) => change({ text: words }, 'text')} />
          <AddressField label={fields.href} value={block.href} on_change={(href) => change({ href }, 'href')} />
        </div>
      )
    case 'image':
      return (
        <div className={styles.form}>
          <AddressField label={fields.src} description={fields.src_hint} value={block.src} on_change={(src) => change({ src }, 'src')} />
          <WordsField label={fields.alt} value={block.alt} on_change={(alt) => change({ alt }, 'alt')} />
          <AddressField label={fields.href} value={block.href} on_change={(href) => change({ href }, 'href')} />
        </div>
      )
    case 'product':
      return (
        <div className={styles.form}>
          <div className={styles.pair}>
            <WordsField label={fields.name} value={block.name} on_change={(name) => change({ name }, 'name')} />
            <WordsField label={fields.price} value={block.price} on_change={(price) => change({ price }, 'price')} />
          </div>
          <AddressField label={fields.src} description={fields.src_hint} value={block.src} on_change={(src) => change({ src }, 'src')} />
          <WordsField lines label={fields.about} value={block.text} on_change={(words) => change({ text: words }, 'text')} />
          <div className={styles.pair}>
            <WordsField label={fields.label} value={block.label} on_change={(label) => change({ label }, 'label')} />
            <AddressField label={fields.href} value={block.href} on_change={(href) => change({ href }, 'href')} />
          </div>
        </div>
      )
    case 'columns':
      return (
        <div className={styles.pair}>
          {block.columns.map((column, i) => (
            <Column
              key={i} label={i === 0 ? fields.left : fields.right} column={column}
              on_change={(next, about) => change({ columns: block.columns.with(i, next) }, `${i}:${about}`)}
            />
          ))}
        </div>
      )
    case 'footer': return <WordsField lines label={fields.footer} value={block.text} on_change={(words) => change({ text: words }, 'text')} />
    case 'divider': return <hr className={styles.rule} />
  }
}
