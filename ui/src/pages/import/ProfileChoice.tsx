// Which format the files have: found, to be chosen among the closest, or to be named column by column.
import { Button, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { usePlace } from '../../client/session'
import type { ImportField, ImportProfile, Inspection } from '../../client/types'
import { Note } from '../../kit/Note'
import { useWords } from '../../locales'
import styles from './Import.module.css'
import { found, missing_titles } from './model'

const kByHand = '' // the value of "I name the columns myself"

interface ProfileChoiceProps {
  fields: readonly ImportField[]
  inspection: Inspection
  guessed: boolean
  profiles: readonly ImportProfile[]
  on_choose: (profile: string | null) => void
}

function Candidates({ inspection, fields, on_choose }: Omit<ProfileChoiceProps, 'profiles' | 'guessed'>) {
  const { text } = useWords()
  return (
    <Radio.Group aria-label={text.import.profile} value={inspection.profile ?? kByHand} onChange={(value) => on_choose(value === kByHand ? null : value)}>
      <div className={styles.candidates}>
        {inspection.candidates.map(({ profile, title: candidate, matched_columns, missing }) => (
          <Radio
            key={profile} value={profile} label={candidate}
            description={[text.import.candidate(matched_columns), ...(missing.length > 0 ? [text.import.candidate_missing(missing_titles(missing, fields, text.import.files_of).map(text.import.one_of))] : [])].join(' · ')}
          />
        ))}
        <Radio value={kByHand} label={text.import.profile_mapping} />
      </div>
    </Radio.Group>
  )
}

export function ProfileChoice({ inspection, guessed, fields, profiles, on_choose }: ProfileChoiceProps) {
  const { text } = useWords()
  const { shop } = usePlace()
  const state = guessed ? 'unsure' : found(inspection)
  const [unfolded, set_unfolded] = useState(false)
  const title = profiles.find(({ name }) => name === inspection.profile)?.title
    ?? inspection.candidates.find(({ profile }) => profile === inspection.profile)?.title ?? inspection.profile ?? ''
  const sentence = guessed ? text.import.profile_guessed(title)
    : { found: text.import.profile_found(title), unsure: text.import.profile_unsure, none: text.import.profile_none }[state]
  return (
    <Stack gap="sm">
      <Note tone={state === 'found' ? 'good' : 'warn'} title={sentence}>
        {text.import.currency_zone(inspection.currency || shop.currency, inspection.time_zone || shop.time_zone)}
      </Note>
      {state === 'found' && !unfolded ? (
        <div><Button size="xs" variant="subtle" onClick={() => set_unfolded(true)}>{text.import.profile_other}</Button></div>
      ) : <Candidates inspection={inspection} fields={fields} on_choose={on_choose} />}
    </Stack>
  )
}
