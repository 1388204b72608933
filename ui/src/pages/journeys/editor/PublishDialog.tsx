// Before a journey reaches people: what changes, and for whom.
import { Button, Group, Modal, Stack } from '@mantine/core'
import { explain } from '../../../client/explain'
import { useDryRun, usePublishJourney } from '../../../client/journey_queries'
import { usePlace } from '../../../client/session'
import { format_count, format_rate } from '../../../kit/format'
import { Note } from '../../../kit/Note'
import { tell } from '../../../kit/tell'
import { useWords } from '../../../locales'
import { UnpublishedWords } from '../../../mails/UnpublishedWords'
import { held_out_permille } from '../model/holdout'
import { templates_of } from '../model/templates'
import { ChangesList } from './ChangesList'
import styles from './Editor.module.css'
import { useEditor } from './editor_context'

const kSample = 1_000

function Changes() {
  const { text } = useWords()
  const { journey, draft } = useEditor()
  const { publish } = text.journeys
  const permille = held_out_permille(draft.definition)
  const enters_those_already_in = draft.definition.nodes.some((node) => node.kind === 'entry_condition' && node['already_in'] !== 'skip')
  return (
    <ul className={styles.changes}>
      <li>{journey.state === 'draft' ? publish.first(draft.name) : publish.next_version(journey.version + 1)}</li>
      {journey.waiting > 0 ? <li>{publish.under_way(format_count(journey.waiting))}</li> : null}
      {journey.state === 'draft' && enters_those_already_in ? <li>{publish.already_in}</li> : null}
      <li>{permille > 0 ? publish.holdout(format_rate(permille / 1_000)) : publish.no_holdout}</li>
    </ul>
  )
}

export function PublishDialog({ opened, on_close }: { opened: boolean; on_close: () => void }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const { journey, draft } = useEditor()
  const publish = usePublishJourney(shop.id, journey.id)
  const trial = useDryRun(shop.id, journey.id)
  const wrong = draft.problems.length > 0
  const running = opened && draft.save_state === 'saved' ? journey.published_definition : null
  const run = async () => {
    try {
      await draft.save()
    } catch {
      on_close() // why stands on the page below
      return
    }
    draft.accept(await publish.mutateAsync())
    tell(text.journeys.publish.done)
    on_close()
  }
  return (
    <Modal opened={opened} onClose={on_close} title={text.journeys.publish.title} centered size="lg" closeButtonProps={{ 'aria-label': text.actions.close }}>
      <Stack>
        <Changes />
        {running ? <ChangesList running={running} /> : null}
        {opened ? <UnpublishedWords used={templates_of(draft.definition)} first_time /> : null}
        {wrong ? (
          <Note tone="bad" title={text.journeys.publish.blocked}>
            <ul className={styles.changes}>{draft.problems.slice(0, 5).map((one) => <li key={`${one.node}:${one.field}:${one.key}`}>{one.message}</li>)}</ul>
          </Note>
        ) : null}
        {trial.data ? <Note>{text.journeys.publish.would_enter(trial.data.days, format_count(trial.data.entered), format_count(trial.data.customers))}</Note> : null}
        {publish.isError ? <Note tone="bad">{explain(publish.error, text)}</Note> : null}
        {trial.isError ? <Note tone="bad">{explain(trial.error, text)}</Note> : null}
        <Group justify="flex-end">
          <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate({ definition: draft.definition, customers: kSample })}>{text.journeys.publish.try_first}</Button>
          <Button disabled={wrong} loading={publish.isPending} onClick={() => void run().catch(() => undefined)}>
            {journey.state === 'draft' ? text.journeys.editor.start : text.journeys.editor.publish}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
