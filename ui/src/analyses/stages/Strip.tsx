// What became of the customers of one stage: converted, still in time, gone. A bar to look at, and the same three
// as buttons with numbers: shape and word tell them apart, not only colour.
import { Tooltip } from '@mantine/core'
import { format_count, format_rate } from '../../kit/format'
import { useWords } from '../../locales'
import { strip_of, type StageBox, type StripPart } from './model'
import styles from './Stages.module.css'

const marks: Record<StripPart, string> = { converted: '●', within_window: '◐', gone: '○' }

export function usePartWords() {
  const { stages } = useWords().text
  const names: Record<StripPart, string> = { converted: stages.converted, within_window: stages.waiting, gone: stages.gone }
  const hints: Record<StripPart, string> = {
    converted: stages.converted_hint, within_window: stages.waiting_hint, gone: stages.gone_hint,
  }
  return { names, hints }
}

interface StripProps {
  box: StageBox
  open_part: (stage: number, part: StripPart) => void
}

export function Strip({ box, open_part }: StripProps) {
  const { text } = useWords()
  const { names, hints } = usePartWords()
  const stage = text.stages.stage(box.stage)
  const pieces = strip_of(box)
  return (
    <fieldset className={styles.strip} aria-label={text.stages.strip_label(stage)}>
      <div className={styles.strip_bar} aria-hidden="true">
        {pieces.map(({ part, share }) => (
          <button
            key={part} type="button" tabIndex={-1} className={styles.piece} data-part={part} style={{ flexGrow: share }}
            onClick={() => open_part(box.stage, part)}
          />
        ))}
      </div>
      {pieces.map(({ part, customers, share }) => (
        <Tooltip key={part} label={`${hints[part]} · ${format_rate(share)}`} withArrow openDelay={300}>
          <button
            type="button" className={styles.part} data-part={part} disabled={customers === 0}
            aria-label={text.who.open(`${stage} ${names[part]} ${text.who.count(format_count(customers))}`)}
            onClick={() => open_part(box.stage, part)}
          >
            <span className={styles.mark} aria-hidden="true">{marks[part]}</span>
            <span className={styles.part_name}>{names[part]}</span>
            <span className={styles.part_count}>{format_count(customers)}</span>
          </button>
        </Tooltip>
      ))}
    </fieldset>
  )
}

export function Legend({ window_days }: { window_days: number }) {
  const { text } = useWords()
  return <span className={styles.window_note}>{text.stages.matured_hint(format_count(window_days))}</span>
}
