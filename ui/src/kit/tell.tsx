// A short word that something has been done, with a way back where there is one. It goes by itself; one that can be
// undone stays longer.
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { kTexts } from '../locales'
import styles from './kit.module.css'

const kUndoMilliseconds = 10_000

export interface WayBack {
  label: string
  run: () => void
}

// A notice stands outside of the page and its words; the document knows the language.
function close_button() {
  return { 'aria-label': kTexts[document.documentElement.lang === 'en' ? 'en' : 'ja'].actions.close }
}

export function tell(message: string, way_back?: WayBack) {
  if (!way_back) {
    notifications.show({ message, closeButtonProps: close_button() })
    return
  }
  const id = notifications.show({
    autoClose: kUndoMilliseconds,
    closeButtonProps: close_button(),
    message: (
      <span className={styles.told}>
        {message}
        <Button
          size="compact-sm" variant="light"
          onClick={() => {
            notifications.hide(id)
            way_back.run()
          }}
        >
          {way_back.label}
        </Button>
      </span>
    ),
  })
}
