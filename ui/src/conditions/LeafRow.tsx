// One question: a field, what of it, in which days, compared with what. Japanese says the comparison last, English first.
import { Menu, NativeSelect } from '@mantine/core'
import type { ConditionField, FieldScope, Operator } from '../client/segment_types'
import { explain } from '../client/explain'
import { CloseIcon, MoreIcon } from '../kit/icons'
import { useWords } from '../locales'
import { OptionalArguments, RequiredArguments } from './ArgumentFields'
import styles from './Conditions.module.css'
import { goes_without, new_group, new_leaf, type Group, type Leaf } from './draft'
import { nested, with_field, with_operator } from './edit'
import { useEditing } from './editing'
import { FieldPicker } from './FieldPicker'
import { GroupBox } from './GroupBox'
import { ValueField } from './ValueField'
import { WindowField } from './WindowField'

interface LeafProps {
  leaf: Leaf
  scope: FieldScope
}

interface OperatorFieldProps {
  leaf: Leaf
  field: ConditionField
  on_change: (op: Leaf['op']) => void
}

function OperatorField({ leaf, field, on_change }: OperatorFieldProps) {
  const { text } = useWords()
  const words = text.segments.editor
  const of_type = words.operators[field.type] ?? {}
  const bare = goes_without(field, { kind: 'last_days', first: '', second: '' })
  const none = bare ? [{ value: '', label: field.type === 'day' ? words.in_window : words.some }] : []
  return (
    <NativeSelect
      size="sm" aria-label={words.operator} className={styles.operator ?? ''} value={leaf.op} data={[...none, ...field.operators.map((op) => ({ value: op, label: of_type[op] ?? op }))]}
      onChange={(event) => on_change(event.currentTarget.value as Operator | '')}
    />
  )
}

function YesOrNo({ negated, on_change }: { negated: boolean; on_change: (negated: boolean) => void }) {
  const { text } = useWords()
  const words = text.segments.editor
  return (
    <NativeSelect
      size="sm" aria-label={words.value} value={negated ? 'no' : 'yes'} data={[{ value: 'yes', label: words.yes }, { value: 'no', label: words.no }]}
      onChange={(event) => on_change(event.currentTarget.value === 'no')}
    />
  )
}

function Question({ leaf, field }: { leaf: Leaf; field: ConditionField }) {
  const { text, language } = useWords()
  const { change, error } = useEditing()
  const words = text.segments.editor
  const wrong = error?.key === leaf.key
  const set = (values: Partial<Leaf>, about = '') => change(leaf.key, (part) => ({ ...part, ...values }) as Leaf, about && `${leaf.key} ${about}`)
  const set_arguments = (next: Leaf['arguments']) => set({ arguments: next }, 'arguments')
  const value = field.type === 'flag' ? <YesOrNo negated={leaf.negated} on_change={(negated) => set({ negated })} /> : <ValueField leaf={leaf} field={field} wrong={wrong} on_change={(values) => set({ values }, 'values')} />
  const operator = field.operators.length > 0 ? <OperatorField leaf={leaf} field={field} on_change={(op) => set(with_operator(leaf, op, field))} /> : null
  const window = leaf.window
    ? <WindowField window={leaf.window} removable={field.type !== 'day'} wrong={wrong} on_change={(next) => set({ window: next }, 'window')} />
    : field.windowed && field.type !== 'day' ? <button type="button" className={styles.quiet} onClick={() => set({ window: { kind: 'last_days', first: '90', second: '' } })}>＋ {words.add_window}</button> : null
  return (
    <>
      <RequiredArguments leaf={leaf} field={field} wrong={wrong} on_change={set_arguments} />
      {language === 'ja' ? <>{window}{value}{operator}</> : <>{operator}{value}{window}</>}
      {field.items && !leaf.where
        ? <button type="button" className={styles.quiet} onClick={() => set({ where: new_group('and', [new_leaf()]) })}>＋ {words.add_where[field.items]}</button>
        : null}
      <OptionalArguments leaf={leaf} field={field} on_change={set_arguments} />
    </>
  )
}

function Tools({ leaf, field, around }: { leaf: Leaf; field: ConditionField | undefined; around: Group['kind'] }) {
  const { text } = useWords()
  const { change } = useEditing()
  const words = text.segments.editor
  const other = around === 'and' ? 'or' : 'and'
  return (
    <span className={styles.tools}>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target><button type="button" className={styles.small} aria-label={words.more}><MoreIcon size={16} /></button></Menu.Target>
        <Menu.Dropdown>
          {field && field.type !== 'flag' ? <Menu.Item onClick={() => change(leaf.key, (part) => ({ ...part, negated: !part.negated }))}>{leaf.negated ? words.unnegate : words.negate}</Menu.Item> : null}
          <Menu.Item onClick={() => change(leaf.key, (part) => nested(part, other))}>{other === 'or' ? words.add_or : words.add_and}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <button type="button" className={styles.small} aria-label={words.remove_part(field?.title ?? words.part)} onClick={() => change(leaf.key, () => null)}><CloseIcon size={14} /></button>
    </span>
  )
}

export function LeafRow({ leaf, scope, around }: LeafProps & { around: Group['kind'] }) {
  const { text } = useWords()
  const editing = useEditing()
  const field = editing.field(scope, leaf.field)
  const wrong = editing.error?.key === leaf.key
  const empty = editing.missing.has(leaf.key)
  return (
    <div className={styles.leaf} data-wrong={wrong || undefined} data-negated={(leaf.negated && field?.type !== 'flag') || undefined}>
      <div className={styles.question}>
        {leaf.negated && field?.type !== 'flag' ? <span className={styles.negated}>{text.segments.editor.negated}</span> : null}
        <FieldPicker scope={scope} value={leaf.field} wrong={wrong} on_choose={(next) => editing.change(leaf.key, (part) => (part.kind === 'leaf' ? with_field(part, next) : part))} />
        {field ? <Question leaf={leaf} field={field} /> : null}
      </div>
      <Tools leaf={leaf} field={field} around={around} />
      {wrong ? <p className={styles.complaint} role="alert">{explain(editing.error?.error, text)}</p> : null}
      {empty && field ? <p className={styles.hint}>{text.segments.editor.fill_here}</p> : null}
      {leaf.where && field?.items ? <div className={styles.where}><GroupBox group={leaf.where} scope={field.items} title={text.segments.editor.where[field.items] ?? ''} /></div> : null}
    </div>
  )
}
