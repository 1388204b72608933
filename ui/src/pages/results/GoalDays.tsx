// How long after coming in purchases are compared: as long as the journey's goal, or what stands in the URL.
import { Button, NumberInput } from '@mantine/core'
import { useSearchState } from '../../filters/useSearchState'
import { format_count } from '../../kit/format'
import { useWords } from '../../locales'
import styles from './Results.module.css'

const kGoalDaysMost = 365

interface GoalDaysProps {
  told: number | undefined // of the result that is shown
  own?: number | null // of the journey's goal
}

export function GoalDays({ told, own: goal = null }: GoalDaysProps) {
  const { text } = useWords()
  const { search, change } = useSearchState()
  const own = goal === null ? null : Math.min(goal, kGoalDaysMost)
  const shown = Number(search['goal_days']) || told || own || ''
  return (
    <div>
      <NumberInput
        w={260} size="sm" label={text.results.goal_days} min={1} max={kGoalDaysMost} allowDecimal={false} value={shown}
        onChange={(days) => change({ goal_days: typeof days === 'number' && days >= 1 && days <= kGoalDaysMost ? String(days) : null })}
      />
      {own === null || shown === '' || own === shown ? null : (
        <p className={styles.soft}>
          {text.results.own_goal_days(format_count(own))}
          <Button size="compact-xs" variant="light" ml={8} onClick={() => change({ goal_days: null })}>{text.results.take_goal_days(format_count(own))}</Button>
        </p>
      )}
    </div>
  )
}
