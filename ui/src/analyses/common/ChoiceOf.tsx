// Which of several figures is drawn: side by side while there is room for a few, else a list.
import { NativeSelect, SegmentedControl } from '@mantine/core'

const kSideBySide = 5

interface ChoiceOfProps {
  label: string
  value: string
  choices: readonly { value: string; label: string }[]
  narrow: boolean
  on_choose: (value: string) => void
}

export function ChoiceOf({ label, value, choices, narrow, on_choose }: ChoiceOfProps) {
  const data = [...choices]
  if (data.length > kSideBySide || narrow) {
    return <NativeSelect size="xs" aria-label={label} value={value} data={data} onChange={(event) => on_choose(event.currentTarget.value)} />
  }
  return <SegmentedControl size="xs" aria-label={label} value={value} data={data} onChange={on_choose} />
}
