// The same line of stages for a phone: from top to bottom, bars as wide as they have customers.
import { format_count, format_rate } from '../../kit/format'
import { useWords } from '../../locales'
import { LinkFigures } from './LinkFigures'
import styles from './Stages.module.css'
import { Strip } from './Strip'
import type { StagesViewProps } from './view'

export function StagesTall(view: StagesViewProps) {
  const { text } = useWords()
  const { boxes, links } = view.model
  const digits = format_count(boxes[0]?.customers ?? 0).length // the first is the largest: all bars get the same room
  return (
    <ol className={styles.tall}>
      {boxes.map((box, i) => {
        const link = links[i]
        const last = i === boxes.length - 1
        return (
          <li key={box.stage}>
            <button
              type="button" className={styles.tall_box}
              aria-label={text.who.open(`${text.stages.stage(box.stage)} ${text.stages.reached(format_count(box.customers))}`)}
              onClick={() => view.open_part(box.stage, 'reached')}
            >
              <span className={styles.stage_name}>{text.stages.stage(box.stage)}</span>
              <span className={styles.tall_track}>
                <span className={styles.tall_fill} style={{ width: `${Math.max(1, box.share * 100)}%` }} />
                {box.other_share === undefined ? null : <span className={styles.other_fill} style={{ width: `${box.other_share * 100}%` }} />}
              </span>
              <span className={styles.stage_count}>
                <span className={styles.tall_number} style={{ minWidth: `${digits}ch` }}>{format_count(box.customers)}</span><small>{text.stages.count_unit}</small>
              </span>
            </button>
            <Strip box={box} open_part={view.open_part} />
            {link && !last ? (
              <div className={styles.tall_link} data-weakest={link.weakest || undefined}>
                {link.weakest ? (
                  <span className={styles.weakest}><strong>{text.stages.weakest}</strong>{text.stages.weakest_note(format_count(link.lost))}</span>
                ) : null}
                <button
                  type="button" className={styles.link_figures} aria-pressed={view.focus === link.stage}
                  aria-label={`${text.stages.choose_link(text.stages.link(link.stage))}${link.rate === null ? '' : ` (${format_rate(link.rate)})`}`}
                  onClick={() => view.on_focus(link.stage)}
                >
                  <span className={styles.tall_arrow} aria-hidden="true">↓</span>
                  <LinkFigures link={link} window_days={view.window_days} />
                </button>
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}
