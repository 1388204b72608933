// How long after coming in purchases are compared. It stands in the URL.
import { NumberInput } from '@mantine/core'
import { useSearchState } from '../../filters/useSearchState'
import { useWords } from '../../locales'

const kGoalDays = 30
const kGoalDaysMost = 365

export function GoalDays({ told }: { told: number | undefined }) {
  const { text } = useWords()
  const { search, change } = useSearchState()
  return (
    <NumberInput
      w={260} size="sm" label={text.results.goal_days} min={1} max={kGoalDaysMost} allowDecimal={false} value={Number(search['goal_days']) || told || kGoalDays}
      onChange={(days) => change({ goal_days: typeof days === 'number' && days >= 1 && days <= kGoalDaysMost ? String(days) : null })}
    />
  )
}
