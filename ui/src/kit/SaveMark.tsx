// Whether what is on the screen is kept, and a way to try again when it is not.
import { Button } from '@mantine/core'
import { useWords } from '../locales'
import styles from './kit.module.css'
import type { SaveState } from './useDraft'

export function SaveMark({ state, save }: { state: SaveState; save: () => Promise<void> }) {
  const { text } = useWords()
  return (
    <span className={styles.save_mark} data-failed={state === 'failed' || undefined} role="status">
      {text.saving[state]}
      {state === 'failed' ? <Button size="compact-xs" variant="light" ml={8} onClick={() => void save().catch(() => undefined)}>{text.saving.again}</Button> : null}
    </span>
  )
}
