// Text to hand on (a link, say): selectable, with a copy button.
import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useWords } from '../locales'

export function CopyField({ label, value }: { label: string; value: string }) {
  const { text } = useWords()
  const clipboard = useClipboard()
  return (
    <TextInput
      label={label} value={value} readOnly onFocus={(event) => event.currentTarget.select()} rightSectionWidth={110}
      rightSection={
        <Button size="compact-sm" variant="light" onClick={() => clipboard.copy(value)}>
          {clipboard.copied ? text.actions.copied : text.actions.copy}
        </Button>
      }
    />
  )
}
