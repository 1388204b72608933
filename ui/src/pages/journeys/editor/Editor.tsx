// The journey under the hand: toolbar, picture or list, and the form of what is chosen.
import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { journey_numbers_query } from '../../../client/journey_queries'
import type { Journey, JourneyNode, JourneySchema } from '../../../client/journey_types'
import { MeanwhileNote } from '../../../client/MeanwhileNote'
import { useMay, usePlace } from '../../../client/session'
import { useSearchState } from '../../../filters/useSearchState'
import { Shimmer } from '../../../kit/Shimmer'
import { tell } from '../../../kit/tell'
import { useUndoKeys } from '../../../kit/useUndoKeys'
import { useWords } from '../../../locales'
import { UnpublishedWords } from '../../../mails/UnpublishedWords'
import { insert_node, node_of, remove_node, type Place } from '../model/edit'
import { templates_of } from '../model/templates'
import { node_name } from '../model/words'
import { useJourneyDraft } from '../useJourneyDraft'
import { useJourneyWords } from '../useJourneyWords'
import styles from './Editor.module.css'
import { EditorContext, type EditorState } from './editor_context'
import { Inspector } from './Inspector'
import { PublishDialog } from './PublishDialog'
import { StepList } from './StepList'
import { Toolbar } from './Toolbar'
import { TrialDrawer } from './TrialDrawer'

const Canvas = lazy(() => import('../canvas/Canvas'))
const kWholeJourney = 'journey' // in the URL: the whole, asked for on a phone

function useEditorState(journey: Journey, schema: JourneySchema): EditorState {
  const { text } = useWords()
  const { shop } = usePlace()
  const { search, change: change_search } = useSearchState()
  const read_only = !useMay('manage') || journey.state === 'ended'
  const draft = useJourneyDraft(shop.id, journey)
  const words = useJourneyWords(draft.definition, schema)
  const numbers = useQuery({ ...journey_numbers_query(shop.id, journey.id), enabled: journey.state !== 'draft' }).data
  const focus = search['focus'] ?? ''
  const chosen = node_of(draft.definition, focus) ? focus : ''
  const { definition, change, undo } = draft
  return useMemo(() => {
    const choose = (id: string) => change_search({ focus: id === '' ? kWholeJourney : id })
    return {
      journey, draft, schema, words, numbers, read_only, chosen, choose,
      insert: (kind: string, at: Place | null) => {
        const put = insert_node(definition, schema, kind, at)
        change(put.definition)
        choose(put.id)
      },
      remove: (node: JourneyNode) => {
        change(remove_node(definition, schema, node.id))
        choose('')
        tell(text.journeys.editor.node_removed(node_name(node, words)), { label: text.actions.undo, run: undo })
      },
    }
  }, [journey, draft, schema, words, numbers, read_only, chosen, change_search, definition, change, undo, text])
}

interface EditorProps {
  journey: Journey
  schema: JourneySchema
  on_reload: () => void // begins anew with what is stored
}

export function Editor({ journey, schema, on_reload }: EditorProps) {
  const { text } = useWords()
  const { search, change } = useSearchState()
  const phone = useMediaQuery('(max-width: 899px)') ?? false
  const [dialog, set_dialog] = useState<'publish' | 'trial' | null>(null)
  const state = useEditorState(journey, schema)
  useUndoKeys(state.draft.undo, state.draft.redo)
  const view = phone || search['view'] === 'list' ? 'list' : 'canvas'
  const close = () => set_dialog(null)
  const { definition, failure, accept, save } = state.draft
  const used = useMemo(() => templates_of(definition), [definition])
  return (
    <EditorContext value={state}>
      <div className={styles.editor}>
        <Toolbar
          view={view} phone={phone} on_view={(next) => change({ view: next === 'list' ? 'list' : null })} on_publish={() => set_dialog('publish')} on_try={() => set_dialog('trial')}
        />
        <MeanwhileNote
          failure={failure} on_reload={on_reload}
          on_overwrite={({ at }) => {
            accept({ updated_at: at })
            void save().catch(() => undefined)
          }}
        />
        {journey.state === 'running' || journey.state === 'paused' ? <UnpublishedWords used={used} /> : null}
        <div className={styles.desk} data-phone={phone || undefined}>
          <div className={styles.drawing} data-view={view}>
            {view === 'canvas' ? <Suspense fallback={<Shimmer height={560} />}><Canvas /></Suspense> : <StepList />}
          </div>
          {phone ? (
            <Drawer
              opened={search['focus'] !== undefined} onClose={() => change({ focus: null })} position="bottom" size="82%" closeButtonProps={{ 'aria-label': text.actions.close }}
              title={text.journeys.editor.settings} classNames={{ title: styles.unseen ?? '' }}
            >
              <Inspector />
            </Drawer>
          ) : <aside className={styles.inspector}><Inspector /></aside>}
        </div>
        <PublishDialog opened={dialog === 'publish'} on_close={close} />
        <TrialDrawer opened={dialog === 'trial'} on_close={close} />
      </div>
    </EditorContext>
  )
}
