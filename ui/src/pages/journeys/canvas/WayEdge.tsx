// A way between two steps: what leads along it, how many went, and a "+" to put something in between.
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react'
import { format_count } from '../../../kit/format'
import { useWords } from '../../../locales'
import { AddMenu } from '../editor/AddMenu'
import { useEditor } from '../editor/editor_context'
import styles from './Canvas.module.css'
import type { WayFlowEdge } from './flow'

export function WayEdge({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data }: EdgeProps<WayFlowEdge>) {
  const { text } = useWords()
  const { read_only } = useEditor()
  const [path, x, y] = getSmoothStepPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, borderRadius: 10 })
  if (!data) return null
  // Two ways to the same place: their words stand at their own ends, else they would lie on each other.
  const place = data.beside_others ? { x: sourceX, y: sourceY + 24 } : { x, y }
  const spoken = `${text.journeys.editor.add_here(data.after)}${data.words === '' ? '' : `（${data.words}）`}`
  return (
    <>
      <BaseEdge id={id} path={path} {...(selected ? { className: styles.chosen_way ?? '' } : {})} />
      <EdgeLabelRenderer>
        <div className={`${styles.way} nodrag nopan`} data-narrow={data.beside_others || undefined} style={{ transform: `translate(-50%, -50%) translate(${place.x}px, ${place.y}px)` }}>
          {data.words === '' ? null : <span className={styles.way_words} title={data.words}>{data.words}</span>}
          {read_only ? null : (
            <AddMenu at={{ node: data.from, path: data.path }}>
              <button type="button" className={styles.plus} aria-label={spoken}>＋</button>
            </AddMenu>
          )}
          {data.count === null ? null : <span className={styles.way_count}>{format_count(data.count)}</span>}
        </div>
      </EdgeLabelRenderer>
    </>
  )
}
