// The stages in small: how many came so far, and what share of each goes on.
import { useMemo } from 'react'
import { stages_model } from '../../../analyses/stages/model'
import type { Result } from '../../../client/types'
import { question_of } from '../../../filters/search'
import { format_count, format_rate, kMissing } from '../../../kit/format'
import { useWords } from '../../../locales'
import styles from './Overview.module.css'
import { OverviewCard, type CardProps } from './OverviewCard'

const kStages = 5

function Bars({ result }: { result: Result }) {
  const { text } = useWords()
  const model = useMemo(() => stages_model(result), [result])
  return (
    <ol className={styles.stages}>
      {model.boxes.slice(0, kStages).map((box, i) => {
        const link = model.links[i]
        return (
          <li key={box.stage}>
            <span className={styles.stage_name}>{text.stages.stage(box.stage)}</span>
            <span className={styles.track}><span className={styles.fill} style={{ width: `${Math.max(0.5, box.share * 100)}%` }} /></span>
            <span className={styles.stage_count}>{format_count(box.customers)}<small>{text.stages.count_unit}</small></span>
            {link && i < model.boxes.length - 1 ? (
              <span className={styles.stage_rate} data-weakest={link.weakest || undefined}>
                <span aria-hidden="true">↓ </span>{text.overview.goes_on(link.rate === null ? kMissing : format_rate(link.rate))}
                {link.weakest ? <strong> {text.stages.weakest}</strong> : null}
              </span>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

export function StagesCard(props: CardProps) {
  const { text } = useWords()
  return (
    <OverviewCard {...props} title={text.overview.stages} height={256} question={question_of(props.search)}>
      {(result) => <Bars result={result} />}
    </OverviewCard>
  )
}
