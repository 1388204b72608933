// A step on the canvas: what it is, what it does, who waits there; a handle for every way out.
import { Handle, Position, type NodeProps } from '@xyflow/react'
import { format_count } from '../../../kit/format'
import { WarningIcon } from '../../../kit/icons'
import { useWords } from '../../../locales'
import { AddMenu } from '../editor/AddMenu'
import { useEditor } from '../editor/editor_context'
import styles from './Canvas.module.css'
import type { StepFlowNode } from './flow'
import { HeldOutLane } from './HeldOutLane'

function OpenExits({ data }: { data: StepFlowNode['data'] }) {
  const { text } = useWords()
  const { draft, read_only } = useEditor()
  const known = new Set(draft.definition.nodes.map(({ id }) => id))
  const share = 100 / (data.exits.length + 1)
  return data.exits.map((exit, i) => (
    <span key={exit.path}>
      <Handle type="source" position={Position.Bottom} id={exit.path} style={{ left: `${share * (i + 1)}%` }} isConnectable={!read_only} />
      {known.has(exit.to) || read_only ? null : (
        <span className={styles.open_exit} style={{ left: `${share * (i + 1)}%` }}>
          <AddMenu at={{ node: data.node.id, path: exit.path }}>
            <button type="button" className={`${styles.plus} nodrag nopan`} aria-label={text.journeys.editor.add_here(data.sentence)}>＋</button>
          </AddMenu>
        </span>
      )}
    </span>
  ))
}

export function StepNode({ data, selected }: NodeProps<StepFlowNode>) {
  const { text } = useWords()
  return (
    <div className={styles.step} data-kind={data.has_entry ? 'entry' : data.node.kind} data-chosen={selected || undefined} data-wrong={data.problems > 0 || undefined}>
      {data.has_entry ? null : <Handle type="target" position={Position.Top} />}
      <div className={styles.step_head}>
        <span className={styles.step_kind}>{data.label || data.title}</span>
        {data.problems > 0 ? <span className={styles.step_wrong} title={text.journeys.editor.problems(data.problems)}><WarningIcon size={15} /></span> : null}
        {data.waiting !== null && data.waiting > 0 ? (
          <span className={styles.step_waiting} title={text.journeys.numbers.waiting(format_count(data.waiting))}>{format_count(data.waiting)}</span>
        ) : null}
      </div>
      <div className={styles.step_sentence} data-short={data.brought !== '' || undefined} title={data.sentence}>{data.sentence}</div>
      {data.brought === '' ? null : <div className={styles.step_brought} title={data.brought}>{data.brought}</div>}
      {data.held_out === '' ? null : <HeldOutLane words={data.held_out} />}
      <OpenExits data={data} />
    </div>
  )
}
