// Step by step back, and forward again; also by Ctrl+Z.
import { RedoIcon, UndoIcon } from '../kit/icons'
import { useUndoKeys } from '../kit/useUndoKeys'
import { useWords } from '../locales'
import styles from './Conditions.module.css'
import type { ConditionState } from './useCondition'

const nothing = () => {}

export function ConditionSteps({ state: { undo, redo } }: { state: ConditionState }) {
  const { text } = useWords()
  useUndoKeys(undo ?? nothing, redo ?? nothing)
  return (
    <div className={styles.steps}>
      <button type="button" className={styles.small} aria-label={text.segments.editor.undo} title={text.segments.editor.undo} disabled={!undo} onClick={undo ?? nothing}><UndoIcon size={18} /></button>
      <button type="button" className={styles.small} aria-label={text.segments.editor.redo} title={text.segments.editor.redo} disabled={!redo} onClick={redo ?? nothing}><RedoIcon size={18} /></button>
    </div>
  )
}
