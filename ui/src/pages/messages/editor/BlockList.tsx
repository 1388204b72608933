// The blocks from top to bottom, each with its form; a "+" before, between and after them.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { CloseIcon, DownIcon, UpIcon } from '../../../kit/icons'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import styles from '../Messages.module.css'
import { insert_block, kKindsToAdd, move_block, remove_block, type Block, type BlockKind } from '../../../mails/blocks'
import { BlockFields } from './BlockFields'
import { ConditionRow } from './ConditionRow'
import { block_of, useMail, words_of } from './mail_context'

export const block_element = (id: string): string => `block-${id}`

function AddBlock({ index, label }: { index: number; label: string }) {
  const { text } = useWords()
  const { change_document } = useMail()
  const put = (kind: BlockKind) => change_document((before) => insert_block(before, kind, index).document)
  return (
    <Menu shadow="md" position="bottom">
      <Menu.Target><Button size="compact-xs" variant="subtle" className={styles.add ?? ''} aria-label={label}>＋ {text.messages.add}</Button></Menu.Target>
      <Menu.Dropdown>{kKindsToAdd.map((kind) => <Menu.Item key={kind} onClick={() => put(kind)}>{text.messages.kinds[kind]}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  )
}

function Moves({ block, first, last }: { block: Block; first: boolean; last: boolean }) {
  const { text } = useWords()
  const { change_document, draft } = useMail()
  const kind = text.messages.kinds[block.kind] ?? block.kind
  const remove = () => {
    change_document((before) => remove_block(before, block.id))
    tell(text.messages.block_removed(kind), { label: text.actions.undo, run: draft.undo })
  }
  return (
    <span className={styles.moves}>
      <ActionIcon variant="subtle" size="sm" aria-label={text.messages.up(kind)} disabled={first} onClick={() => change_document((before) => move_block(before, block.id, -1))}><UpIcon size={16} /></ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label={text.messages.down(kind)} disabled={last} onClick={() => change_document((before) => move_block(before, block.id, 1))}><DownIcon size={16} /></ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label={text.messages.remove_block(kind)} onClick={remove}><CloseIcon size={16} /></ActionIcon>
    </span>
  )
}

export function BlockList() {
  const { text } = useWords()
  const { draft, read_only, findings, compiled } = useMail()
  const { blocks } = draft.value.document
  return (
    <section aria-label={text.messages.content} className={styles.blocks}>
      {read_only ? null : <AddBlock index={0} label={text.messages.add_first} />}
      {blocks.map((block, index) => {
        const kind = text.messages.kinds[block.kind] ?? block.kind
        const found = findings.filter((finding) => block_of(finding, compiled) === block.id)
        const footer = block.kind === 'footer'
        return (
          <div key={block.id} className={styles.block_place}>
            <article id={block_element(block.id)} tabIndex={-1} className={styles.block} data-wrong={found.some((one) => one.blocks) || undefined} data-for-some={block.condition !== '' || undefined}>
              <header className={styles.block_head}>
                <h2>{kind}</h2>
                {read_only || footer ? null : <Moves block={block} first={index === 0} last={index >= blocks.length - 2} />}
              </header>
              <BlockFields block={block} />
              {footer ? <p className={styles.soft}>{text.messages.footer_stays}</p> : <ConditionRow block={block} />}
              {found.map((one) => <p key={one.key} className={one.blocks ? styles.bad : styles.warn} role="status">{words_of(one)}</p>)}
            </article>
            {read_only || footer ? null : <AddBlock index={index + 1} label={text.messages.add_here(kind)} />}
          </div>
        )
      })}
    </section>
  )
}
