// What is proposed to be sent, day by day, each with its reason.
import { Checkbox, NumberInput } from '@mantine/core'
import type { ProposedStep } from '../../../client/journey_types'
import { useWords } from '../../../locales'
import styles from '../Journeys.module.css'
import type { KeptStep } from '../model/proposal'

// Who sends it and how to stop it stands below the words, and says nothing about the proposal.
const without_footer = (words: string): string => words.split('\n--\n')[0]?.trim() ?? ''

interface ProposedStepsProps {
  proposed: readonly ProposedStep[]
  chosen: readonly KeptStep[]
  on_change: (steps: KeptStep[]) => void
}

export function ProposedSteps({ proposed, chosen, on_change }: ProposedStepsProps) {
  const { text } = useWords()
  return (
    <ol className={styles.steps}>
      {proposed.map(({ slot, why, subject, text: words }, index) => {
        const step = chosen[index]
        if (!step) return null
        const put = (change: Partial<KeptStep>) => on_change(chosen.with(index, { ...step, ...change }))
        return (
          <li key={slot} className={styles.step} data-left-out={step.kept ? undefined : true}>
            <Checkbox mt={4} aria-label={text.journeys.new.keep(subject)} checked={step.kept} onChange={(event) => put({ kept: event.currentTarget.checked })} />
            <span className={styles.step_day}>
              <NumberInput
                size="xs" w={72} min={0} max={730} allowDecimal={false} aria-label={text.journeys.new.day(subject)} value={step.day} disabled={!step.kept}
                onChange={(day) => put({ day: typeof day === 'number' ? day : step.day })}
              />
              {text.journeys.new.day_after}
            </span>
            <div className={styles.step_words}>
              <h3>{subject}</h3>
              <p>{without_footer(words)}</p>
              <p className={styles.why}>{why}</p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
