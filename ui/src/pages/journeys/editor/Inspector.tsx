// What is chosen, as a form: a step, or the journey as a whole.
import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useWords } from '../../../locales'
import { NodeForm } from '../form/NodeForm'
import type { FormState } from '../form/form_context'
import { node_of, set_field } from '../model/edit'
import { in_walking_order, is_entry } from '../model/exits'
import { kind_title, node_name } from '../model/words'
import styles from './Editor.module.css'
import { problems_of, useEditor } from './editor_context'
import { EndsTable } from './EndsTable'
import { NodeFigures } from './NodeFigures'
import { StandingDrawer } from './StandingDrawer'

function useFormState(id: string): FormState {
  const { draft, schema, words, read_only } = useEditor()
  const { definition, problems, change } = draft
  return useMemo(() => {
    const node = node_of(definition, id)
    return {
      kind: node?.kind ?? 'journey', value: node ?? definition, problems: problems_of(problems, id), read_only,
      nodes: in_walking_order(definition, schema).filter((one) => one.id !== id && !is_entry(one.kind)).map((one) => ({ id: one.id, name: node_name(one, words) })),
      change: (path, value) => change(set_field(definition, id, path, value), `${id}:${path}`),
    }
  }, [definition, problems, change, schema, words, read_only, id])
}

function OfNode({ id }: { id: string }) {
  const { text } = useWords()
  const { draft, schema, words, read_only, remove, numbers, journey } = useEditor()
  const state = useFormState(id)
  const [who, set_who] = useState(false)
  const node = node_of(draft.definition, id)
  if (!node) return null
  const label = typeof node['label'] === 'string' ? node['label'] : ''
  return (
    <>
      <h2 className={styles.inspector_title}>{kind_title(node.kind, schema)}</h2>
      <p className={styles.sentence}>{node_name(node, words)}</p>
      <NodeForm key={id} fields={schema.nodes[node.kind]?.fields ?? []} state={state} />
      <TextInput
        label={text.journeys.editor.label} value={label} readOnly={read_only}
        onChange={(event) => state.change('label', event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
      {numbers ? <NodeFigures numbers={numbers.nodes[id]} on_who={() => set_who(true)} /> : null}
      {read_only || is_entry(node.kind) ? null : <Button variant="default" size="xs" className={styles.start ?? ''} onClick={() => remove(node)}>{text.journeys.editor.remove_node}</Button>}
      <StandingDrawer opened={who} journey={journey.id} node={id} name={node_name(node, words)} on_close={() => set_who(false)} />
    </>
  )
}

function OfJourney() {
  const { text } = useWords()
  const { schema, numbers } = useEditor()
  return (
    <>
      <h2 className={styles.inspector_title}>{text.journeys.editor.settings}</h2>
      <p className={styles.hint}>{text.journeys.editor.choose}</p>
      {numbers ? <EndsTable numbers={numbers} /> : null}
      <NodeForm fields={schema.journey} state={useFormState('')} />
    </>
  )
}

export function Inspector() {
  const { chosen } = useEditor()
  return <div className={styles.inspector_body}>{chosen === '' ? <OfJourney /> : <OfNode id={chosen} />}</div>
}
