// The numbers of one arrow: the matured conversion, how many it rests on, Kaplan–Meier beside it, the median days.
import { Tooltip } from '@mantine/core'
import { format_count, format_decimal, format_rate, kMissing } from '../../kit/format'
import { useWords } from '../../locales'
import { Change } from '../common/Change'
import { difference_of } from '../common/differences'
import type { StageLink } from './model'
import styles from './Stages.module.css'

export function LinkFigures({ link, window_days }: { link: StageLink; window_days: number }) {
  const { text } = useWords()
  const days = link.days_median === null ? null : format_decimal(link.days_median, Number.isInteger(link.days_median) ? 0 : 1)
  return (
    <>
      <Tooltip label={text.stages.matured_hint(format_count(window_days))} multiline maw={300} withArrow openDelay={300}>
        <span className={styles.rate}>{link.rate === null ? kMissing : format_rate(link.rate)}</span>
      </Tooltip>
      {link.other_rate === undefined ? null : (
        <>
          <span className={styles.other}>{link.other_rate === null ? kMissing : format_rate(link.other_rate)}</span>
          <Change type="rate" difference={difference_of(link.rate, link.other_rate)} />
        </>
      )}
      {link.matured > 0 ? (
        <span className={styles.counts}>({format_count(link.converted)}/{format_count(link.matured)})</span>
      ) : <span className={styles.young}>{text.stages.nobody_matured(format_count(window_days))}</span>}
      {link.interval ? (
        <span className={styles.small}>{(link.interval.low * 100).toFixed(1)}–{(link.interval.high * 100).toFixed(1)} %</span>
      ) : null}
      <Tooltip label={text.stages.km_hint} multiline maw={300} withArrow openDelay={300}>
        <span className={styles.small}>{text.stages.km} {link.km_rate === null ? kMissing : format_rate(link.km_rate)}</span>
      </Tooltip>
      {days === null ? null : <span className={styles.small}>{text.stages.median(days)}</span>}
    </>
  )
}
