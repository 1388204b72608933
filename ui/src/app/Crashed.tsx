import { Button, Center, Stack } from '@mantine/core'
import { Note } from '../kit/Note'
import { useWords } from '../locales'

// The last net: a drawing that broke its contract leaves the rest of the frame standing.
export function Crashed({ error }: { error: unknown }) {
  const { text } = useWords()
  return (
    <Center p="xl">
      <Stack maw={560}>
        <Note
          tone="bad" title={text.frame.crashed_title}
          actions={<Button size="xs" variant="default" onClick={() => window.location.reload()}>{text.frame.reload}</Button>}
        >
          {text.frame.crashed_text}
          <br />
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </Note>
      </Stack>
    </Center>
  )
}
