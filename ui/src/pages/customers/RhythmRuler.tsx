// The customer's own rhythm as a small ruler: the last purchase, when the next one is due, when it is late, and now.
import type { CSSProperties } from 'react'
import type { Rhythm, Standing } from '../../client/customer_types'
import { format_day, format_decimal } from '../../kit/format'
import { Term } from '../../kit/Term'
import { useWords } from '../../locales'
import styles from './Customer.module.css'
import { short_day } from './days'
import { ruler_of, words_of, type Ruler } from './rhythm'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`
const at = (share: number): CSSProperties => ({ left: percent(share) })

function Line({ rhythm, ruler }: { rhythm: Rhythm; ruler: Ruler }) {
  const { text, language } = useWords()
  const words = text.customers
  const places = words_of(ruler)
  return (
    <div className={styles.ruler} data-state={rhythm.state} aria-hidden="true">
      <div className={styles.track}>
        <span className={styles.fill} style={{ width: percent(ruler.now) }} />
        <span className={styles.mark} style={at(0)} />
        <span className={styles.mark} style={at(ruler.expected)} />
        <span className={styles.mark} data-late style={at(ruler.late)} />
        <span className={styles.now} style={at(ruler.now)} data-edge={ruler.now > 0.85 || undefined}><b>{words.rhythm_now}</b></span>
      </div>
      <div className={styles.ticks}>
        <span style={at(0)} data-first>{words.rhythm_last}<i>{short_day(rhythm.last_day, language)}</i></span>
        <span style={at(places.expected)}>{words.rhythm_expected}<i>{short_day(rhythm.expected_day, language)}</i></span>
        <span style={at(places.late)}>{words.rhythm_late}<i>{short_day(rhythm.late_day, language)}</i></span>
      </div>
    </div>
  )
}

export function RhythmRuler({ standing }: { standing: Standing }) {
  const { text, language } = useWords()
  const words = text.customers
  const { rhythm, purchases } = standing
  if (purchases === 0) return null
  if (!rhythm) {
    return (
      <section className={styles.rhythm}>
        <h2>{words.rhythm}</h2>
        <p className={styles.soft}>{words.rhythm_none}</p>
      </section>
    )
  }
  const ruler = ruler_of(rhythm)
  const days = format_decimal(rhythm.median_days, rhythm.median_days % 1 === 0 ? 0 : 1)
  const own = rhythm.basis === 'own'
  return (
    <section className={styles.rhythm}>
      <div className={styles.rhythm_head}>
        <h2><Term title={words.rhythm} description={`${words.rhythm_late}: ${own ? words.rhythm_late_hint_own : words.rhythm_late_hint_shop}`} /></h2>
        <strong className={styles.state} data-state={rhythm.state}>{words.rhythm_states[rhythm.state](Math.abs(ruler.days_late))}</strong>
      </div>
      <p className={styles.rhythm_words}>{own ? words.rhythm_own(days, rhythm.gaps) : words.rhythm_shop(days)}</p>
      <Line rhythm={rhythm} ruler={ruler} />
      <p className={styles.unseen}>
        {words.rhythm_last} {format_day(rhythm.last_day, language)}, {words.rhythm_expected} {format_day(rhythm.expected_day, language)}, {words.rhythm_late} {format_day(rhythm.late_day, language)}
      </p>
    </section>
  )
}
