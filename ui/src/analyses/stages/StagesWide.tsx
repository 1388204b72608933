// The stages on one line, as tall as they have customers; between two of them the band that narrows, and on it the
// conversion. Wide screens.
import { format_count, format_rate } from '../../kit/format'
import { useWords } from '../../locales'
import { LinkFigures } from './LinkFigures'
import type { StageBox, StageLink } from './model'
import styles from './Stages.module.css'
import { Strip } from './Strip'
import type { StagesViewProps } from './view'

const kHeight = 208 // px of the first stage
const kHead = 46 // px above it for its name and number
const kLine = 2 // px of the line it stands on, as in the style sheet
const kLeast = 3 // px: a stage with somebody in it is seen

function height_of(box: StageBox): number {
  return Math.max(kLeast, Math.round(box.share * kHeight))
}

function Band({ from, to, weakest }: { from: StageBox; to: StageBox | undefined; weakest: boolean }) {
  const left = kHeight - height_of(from)
  const right = to ? kHeight - height_of(to) : kHeight
  return (
    <svg className={styles.band} data-weakest={weakest || undefined} viewBox={`0 0 100 ${kHeight}`} preserveAspectRatio="none" height={kHeight} aria-hidden="true">
      <path d={`M0 ${left}C50 ${left} 50 ${right} 100 ${right}V${kHeight}H0Z`} className={styles.band_kept} />
      <path d={`M0 ${left}C50 ${left} 50 ${right} 100 ${right}V${left}Z`} className={styles.band_lost} />
    </svg>
  )
}

function LinkColumn({ box, next, link, view }: { box: StageBox; next: StageBox | undefined; link: StageLink; view: StagesViewProps }) {
  const { text } = useWords()
  const name = text.stages.link(link.stage)
  return (
    <div className={styles.link} data-weakest={link.weakest || undefined}>
      <div className={styles.band_area} style={{ height: kHeight }}>
        <Band from={box} to={next} weakest={link.weakest} />
        {link.weakest ? (
          <span className={styles.weakest}><strong>{text.stages.weakest}</strong>{text.stages.weakest_note(format_count(link.lost))}</span>
        ) : null}
      </div>
      <button
        type="button" className={styles.link_figures} aria-pressed={view.focus === link.stage}
        aria-label={`${text.stages.choose_link(name)}${link.rate === null ? '' : ` (${format_rate(link.rate)})`}`}
        onClick={() => view.on_focus(link.stage)}
      >
        <LinkFigures link={link} window_days={view.window_days} />
      </button>
    </div>
  )
}

export function StagesWide(view: StagesViewProps) {
  const { text } = useWords()
  const { boxes, links } = view.model
  return (
    <section className={styles.scroll} tabIndex={0} aria-label={text.stages.title}>
      <div className={styles.line}>
        {boxes.map((box, i) => {
          const link = links[i]
          const last = i === boxes.length - 1
          return (
            <div key={box.stage} className={styles.pair}>
              <div className={styles.stage}>
                <button
                  type="button" className={styles.box_area} style={{ height: kHeight + kHead + kLine }}
                  aria-label={text.who.open(`${text.stages.stage(box.stage)} ${text.stages.reached(format_count(box.customers))}`)}
                  onClick={() => view.open_part(box.stage, 'reached')}
                >
                  <span className={styles.stage_name}>{text.stages.stage(box.stage)}</span>
                  <span className={styles.stage_count}>{format_count(box.customers)}<small>{text.stages.count_unit}</small></span>
                  <span className={styles.box} style={{ height: height_of(box) }} />
                  {box.other_share === undefined ? null : <span className={styles.other_box} style={{ height: Math.round(box.other_share * kHeight) }} />}
                </button>
                <Strip box={box} open_part={view.open_part} />
              </div>
              {link && !last ? <LinkColumn box={box} next={boxes[i + 1]} link={link} view={view} /> : null}
            </div>
          )
        })}
      </div>
    </section>
  )
}
