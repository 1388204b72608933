// Somebody else saved what is under the hand here: take theirs, or write over it. Nothing is lost until that is decided.
import { Button } from '@mantine/core'
import { format_time } from '../kit/format'
import { Note } from '../kit/Note'
import { useWords } from '../locales'
import { SavedMeanwhile } from './last_seen'
import { usePlace } from './session'

interface MeanwhileNoteProps {
  failure: unknown // why the last save failed
  on_reload: () => void
  on_overwrite: (theirs: SavedMeanwhile) => void
}

export function MeanwhileNote({ failure, on_reload, on_overwrite }: MeanwhileNoteProps) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  if (!(failure instanceof SavedMeanwhile)) return null
  const { title, explained, reload, overwrite } = text.meanwhile
  return (
    <Note
      tone="bad" title={title(format_time(failure.at, shop.time_zone, language))}
      actions={
        <>
          <Button size="xs" variant="default" onClick={on_reload}>{reload}</Button>
          <Button size="xs" variant="default" color="red" onClick={() => on_overwrite(failure)}>{overwrite}</Button>
        </>
      }
    >
      {explained}
    </Note>
  )
}
