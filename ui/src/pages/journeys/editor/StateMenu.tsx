// Pause, continue, end, delete. Ending asks once, because it stops people on their way.
import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { explain } from '../../../client/explain'
import { useRemoveJourney, useSetJourneyState } from '../../../client/journey_queries'
import type { JourneyState } from '../../../client/journey_types'
import { usePlace } from '../../../client/session'
import { AskOnce } from '../../../kit/AskOnce'
import { format_count } from '../../../kit/format'
import { ChevronIcon } from '../../../kit/icons'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import { useEditor } from './editor_context'

export function StateMenu() {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const { journey, draft, read_only } = useEditor()
  const may_change = !read_only
  const set_state = useSetJourneyState(shop.id, journey.id)
  const remove = useRemoveJourney(shop.id)
  const { editor, publish } = text.journeys
  const failed = (error: unknown) => tell(explain(error, text))
  const go = (state: JourneyState, said: string) => set_state.mutate(state, {
    onSuccess: (changed) => {
      draft.accept(changed)
      tell(said)
    },
    onError: failed,
  })
  const [asking, set_asking] = useState(false)
  const end = () => {
    set_asking(false)
    go('ended', publish.ended)
  }
  const discard = () => remove.mutate(journey.id, {
    onSuccess: () => {
      tell(editor.removed)
      void navigate({ to: '/shops/$shop/journeys', params: { shop: shop.id } })
    },
    onError: failed,
  })
  const under_way = journey.state === 'running' || journey.state === 'paused'
  const result = journey.state === 'draft' ? null : (
    <Menu.Item renderRoot={(props) => <Link to="/shops/$shop/journeys/$journey/result" params={{ shop: shop.id, journey: journey.id }} {...props} />}>{editor.result}</Menu.Item>
  )
  if (result === null && read_only) return null
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target><Button size="sm" variant="default" rightSection={<ChevronIcon size={16} />}>{editor.more}</Button></Menu.Target>
        <Menu.Dropdown>
          {result}
          {may_change && journey.state === 'running' ? <Menu.Item onClick={() => go('paused', publish.paused)}>{editor.pause}</Menu.Item> : null}
          {may_change && journey.state === 'paused' ? <Menu.Item onClick={() => go('running', publish.resumed)}>{editor.resume}</Menu.Item> : null}
          {may_change && under_way ? <Menu.Item color="red" onClick={() => set_asking(true)}>{editor.end}</Menu.Item> : null}
          {may_change && journey.state === 'draft' ? <Menu.Item color="red" onClick={discard}>{editor.remove}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      <AskOnce opened={asking} title={publish.end_title} confirm={editor.end} on_confirm={end} on_close={() => set_asking(false)}>
        {publish.end_text(format_count(journey.waiting))}
      </AskOnce>
    </>
  )
}
