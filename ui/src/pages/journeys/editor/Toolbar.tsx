// Above the canvas: the name, how it stands, undo, trying, publishing.
import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePlace } from '../../../client/session'
import { RedoIcon, UndoIcon } from '../../../kit/icons'
import { SaveMark } from '../../../kit/SaveMark'
import { useWords } from '../../../locales'
import { auto_layout } from '../model/layout'
import { move_nodes } from '../model/edit'
import { StateBadge } from '../StateBadge'
import styles from './Editor.module.css'
import { useEditor } from './editor_context'
import { StateMenu } from './StateMenu'

interface ToolbarProps {
  view: 'canvas' | 'list'
  phone: boolean
  on_view: (view: 'canvas' | 'list') => void
  on_publish: () => void
  on_try: () => void
}

function Saved() {
  const { text } = useWords()
  const { journey, draft, read_only } = useEditor()
  if (journey.state === 'ended') return <span className={styles.soft}>{text.journeys.editor.has_ended}</span>
  return read_only ? <span className={styles.soft}>{text.journeys.editor.read_only}</span> : <SaveMark state={draft.save_state} save={draft.save} />
}

function Problems() {
  const { text } = useWords()
  const { draft, choose } = useEditor()
  const first = draft.problems[0]
  if (!first) return null
  return (
    <Button size="compact-sm" variant="light" color="red" className={styles.problems ?? ''} onClick={() => choose(first.node)}>
      {text.journeys.editor.problems(draft.problems.length)}
    </Button>
  )
}

export function Toolbar({ view, phone, on_view, on_publish, on_try }: ToolbarProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { journey, draft, schema, read_only, choose } = useEditor()
  const { editor } = text.journeys
  const published = journey.state !== 'draft' && !journey.draft && draft.save_state === 'saved'
  const arrange = () => draft.change(move_nodes(draft.definition, auto_layout(draft.definition, schema)))
  return (
    <header className={styles.toolbar}>
      <Link to="/shops/$shop/journeys" params={{ shop: shop.id }} className={styles.back}>← {text.journeys.back}</Link>
      <div className={styles.name_line}>
        <h1 className={styles.unseen}>{draft.name}</h1>
        <TextInput
          variant="unstyled" size="lg" aria-label={editor.name} value={draft.name} readOnly={read_only} classNames={{ root: styles.name ?? '', input: styles.name_input ?? '' }}
          onChange={(event) => draft.rename(event.currentTarget.value)}
        />
        <StateBadge state={journey.state} />
        {journey.version > 0 ? <span className={styles.soft}>{text.journeys.version(journey.version)}</span> : null}
        <Saved />
        <Problems />
      </div>
      <div className={styles.tools}>
        {read_only ? null : (
          <>
            <ActionIcon variant="default" size="lg" aria-label={editor.undo} disabled={!draft.can_undo} onClick={draft.undo}><UndoIcon /></ActionIcon>
            <ActionIcon variant="default" size="lg" aria-label={editor.redo} disabled={!draft.can_redo} onClick={draft.redo}><RedoIcon /></ActionIcon>
          </>
        )}
        {phone ? null : (
          <>
            {read_only || view === 'list' ? null : <Button size="sm" variant="default" onClick={arrange}>{editor.arrange}</Button>}
            <SegmentedControl
              size="sm" aria-label={editor.view} value={view} onChange={(next) => on_view(next === 'list' ? 'list' : 'canvas')}
              data={[{ value: 'canvas', label: editor.canvas }, { value: 'list', label: editor.list }]}
            />
          </>
        )}
        <Button size="sm" variant="default" onClick={() => choose('')}>{editor.settings}</Button>
        <span className={styles.push} />
        <Button size="sm" variant="default" onClick={on_try}>{editor.dry_run}</Button>
        {read_only || journey.state === 'ended' ? null : <Button size="sm" variant={published ? 'default' : 'filled'} onClick={on_publish}>{journey.state === 'draft' ? editor.start : editor.publish}</Button>}
        <StateMenu />
      </div>
    </header>
  )
}
