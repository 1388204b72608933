// Files that have arrived but are not imported: what they are taken for, and the two buttons.
import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { ApiError } from '../../client/http'
import { import_fields_query, import_query, profiles_query, useStartImport } from '../../client/queries'
import type { Id, ImportField, Inspection } from '../../client/types'
import { Card } from '../../kit/Card'
import { Note } from '../../kit/Note'
import { Shimmer } from '../../kit/Shimmer'
import { useWords } from '../../locales'
import { DryRun } from './DryRun'
import { FileList } from './FileList'
import styles from './Import.module.css'
import { MappingEditor } from './MappingEditor'
import { missing_fields } from './model'
import { ProfileChoice } from './ProfileChoice'
import { Samples } from './Samples'
import type { ImportDraft } from './useImportDraft'

interface DraftProps {
  shop: Id
  draft: ImportDraft
  on_started: (run: Id) => void
}

const no_fields: ImportField[] = []

// Asking again for the same file would give the same answer.
function is_fault_of_input(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429
}

function Understood({ shop, draft, inspection, fields }: { shop: Id; draft: ImportDraft; inspection: Inspection; fields: readonly ImportField[] }) {
  const { text, language } = useWords()
  const profiles = useQuery(profiles_query(language))
  const [unfolded, set_unfolded] = useState(false)
  const missing = missing_fields(inspection, draft.mapping, fields, text.import.files_of)
  const by_hand = inspection.profile === null || inspection.missing.length > 0
  return (
    <>
      <Card title={text.import.profile}>
        <ProfileChoice inspection={inspection} guessed={draft.guessed} fields={fields} profiles={profiles.data ?? []} on_choose={draft.choose_profile} />
      </Card>
      <Card title={text.import.sample}><Samples inspection={inspection} /></Card>
      <Card
        title={text.import.mapping} note={text.import.mapping_count(Object.values(draft.mapping).filter(Boolean).length)}
        tools={by_hand ? null : <Button size="xs" variant="default" onClick={() => set_unfolded(!unfolded)}>{unfolded ? text.import.mapping_hide : text.import.mapping_show}</Button>}
      >
        {missing.length > 0 ? <Note tone="warn">{text.import.missing(missing.map(text.import.one_of))}</Note> : null}
        {by_hand || unfolded ? (
          <MappingEditor shop={shop} fields={fields} inspection={inspection} mapping={draft.mapping} on_change={draft.set_mapping} />
        ) : null}
      </Card>
    </>
  )
}

export function Draft({ shop, draft, on_started }: DraftProps) {
  const { text, language } = useWords()
  const fields = useQuery(import_fields_query(language)).data ?? no_fields
  const start = useStartImport(shop)
  const [trial, set_trial] = useState<Id | null>(null)
  const trial_run = useQuery({ ...import_query(shop, trial ?? ''), enabled: trial !== null })
  const { inspection } = draft
  const ready = inspection !== null && missing_fields(inspection, draft.mapping, fields, text.import.files_of).length === 0
  const run = (dry_run: boolean) => {
    const request = draft.request(dry_run)
    if (!request) return
    start.mutate(request, { onSuccess: ({ id }) => (dry_run ? set_trial(id) : on_started(id)) })
  }
  const trying = start.isPending || trial_run.data?.state === 'running'
  return (
    <>
      <Card title={text.import.files} tools={<Button size="xs" variant="subtle" onClick={draft.reset}>{text.import.start_over}</Button>}>
        <FileList files={draft.files} />
      </Card>
      {draft.inspecting && !inspection ? <Card title={text.import.reading}><Shimmer height={140} /></Card> : null}
      {draft.error ? (
        <Note
          tone="bad" title={text.errors.title}
          actions={is_fault_of_input(draft.error)
            ? <Button size="xs" variant="default" onClick={draft.reset}>{text.import.other_file}</Button>
            : <Button size="xs" variant="default" onClick={draft.retry}>{text.actions.retry}</Button>}
        >
          {explain(draft.error, text)}
        </Note>
      ) : null}
      {inspection && !draft.error ? (
        <>
          <Understood shop={shop} draft={draft} inspection={inspection} fields={fields} />
          {trial_run.data ? <DryRun shop={shop} run={trial_run.data} /> : null}
          {start.isError ? <Note tone="bad" title={text.import.failed_title}>{explain(start.error, text)}</Note> : null}
          <div className={styles.start}>
            <Group gap="sm">
              <Button size="md" disabled={!ready || trying} onClick={() => run(false)}>{text.import.start}</Button>
              <Button size="md" variant="default" disabled={!ready} loading={trying} onClick={() => run(true)}>{text.import.dry_run}</Button>
              <span className={styles.quiet}>{text.import.dry_run_hint}</span>
            </Group>
          </div>
        </>
      ) : null}
    </>
  )
}
