import { Modal } from '@mantine/core'
import { useActiveShortcuts } from '../kit/keys'
import { useWords } from '../locales'
import styles from './Shell.module.css'

export function KeyHelp({ opened, on_close }: { opened: boolean; on_close: () => void }) {
  const { text } = useWords()
  const shortcuts = useActiveShortcuts()
  return (
    <Modal opened={opened} onClose={on_close} title={text.keys.title} closeButtonProps={{ 'aria-label': text.actions.close }}>
      <dl className={styles.keys}>
        {shortcuts.map(({ combo, title }) => (
          <div key={combo}>
            <dt>{combo.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
