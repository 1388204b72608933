// Questions that belong together: all of them, any, not all, none. Groups stand in groups.
import { NativeSelect } from '@mantine/core'
import type { FieldScope } from '../client/segment_types'
import { explain } from '../client/explain'
import { CloseIcon } from '../kit/icons'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import { new_group, new_leaf, type Group } from './draft'
import { with_added } from './edit'
import { useEditing } from './editing'
import { LeafRow } from './LeafRow'

interface GroupBoxProps {
  group: Group
  scope: FieldScope
  title?: string | undefined
  root?: boolean
}

const kKinds = ['and', 'or', 'not_and', 'not_or'] as const

export function GroupBox({ group, scope, title, root = false }: GroupBoxProps) {
  const { text } = useWords()
  const { change, error, root: whole } = useEditing()
  const words = text.segments.editor
  const wrong = error?.key === group.key
  const several = group.parts.length > 1 || group.negated
  const kind = group.negated ? (`not_${group.kind}` as const) : group.kind
  const choose = (next: string) => change(group.key, (part) => ({ ...part, kind: next.endsWith('or') ? 'or' : 'and', negated: next.startsWith('not') }) as Group)
  const add = (part: Group['parts'][number]) => change(group.key, (of) => (of.kind === 'leaf' ? of : with_added(of, part)))
  return (
    <fieldset className={styles.group} data-root={root || undefined} data-wrong={wrong || undefined} data-negated={group.negated || undefined}>
      <div className={styles.group_head}>
        {title ? <span className={styles.group_title}>{title}</span> : null}
        {several || !root ? (
          <NativeSelect
            size="xs" aria-label={title ? `${title} ${words.group_kind}` : words.group_kind} value={kind} data={kKinds.map((one) => ({ value: one, label: words.groups[one] }))}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        ) : null}
        {root ? null : <button type="button" className={styles.small} aria-label={words.remove_part(title || words.group)} onClick={() => change(group.key, () => null)}><CloseIcon size={14} /></button>}
      </div>
      {wrong ? <p className={styles.complaint} role="alert">{explain(error.error, text)}</p> : null}
      {group.parts.length === 0 ? <p className={styles.hint}>{root ? words.everyone : ''}</p> : null}
      <ul className={styles.parts}>
        {group.parts.map((part, i) => (
          <li key={part.key}>
            {i > 0 ? <span className={styles.join}>{words.joins[group.kind]}</span> : null}
            {part.kind === 'leaf' ? <LeafRow leaf={part} scope={scope} around={group.kind} /> : <GroupBox group={part} scope={scope} />}
          </li>
        ))}
      </ul>
      <div className={styles.adders}>
        <button type="button" className={styles.add} onClick={() => add(new_leaf())}>＋ {words.add}</button>
        {whole.parts.length > 0 ? <button type="button" className={styles.quiet} onClick={() => add(new_group(group.kind === 'and' ? 'or' : 'and', [new_leaf()]))}>＋ {words.add_group}</button> : null}
      </div>
    </fieldset>
  )
}
