// Whether customers come back after something went wrong, beside those with whom it did not; the difference with its interval.
import { Card } from '../../kit/Card'
import { useWords } from '../../locales'
import { BarList } from '../common/BarList'
import { points_text } from '../common/differences'
import type { DrawingProps } from '../common/drawing'
import { rate_note, rate_value } from '../common/rate_figure'
import { code_titles } from '../common/ResultTable'
import { troubles_of } from './model'

export function AfterTrouble({ descriptor, result, open_cell }: DrawingProps) {
  const { text } = useWords()
  const titles = code_titles(descriptor, 'trouble')
  const points = (value: number) => `${points_text(value)} ${text.compare.points}`
  return (
    <>
      {troubles_of(result).map(({ trouble, troubled, others, difference }) => {
        const told = difference === null ? text.trouble.unknown
          : `${text.trouble.difference(points(difference.value), points(difference.low), points(difference.high))}${difference.low <= 0 && difference.high >= 0 ? text.trouble.may_be_chance : ''}`
        return (
          <Card key={trouble} title={titles?.get(trouble) ?? trouble} note={told}>
            <BarList
              label={titles?.get(trouble) ?? trouble} open_label={text.who.open} on_open={(part) => open_cell({ values: { trouble }, part })}
              bars={([['troubled', troubled], ['others', others]] as const).map(([name, rate]) => ({
                name, title: text.trouble[name], value: rate.rate, text: rate_value(rate), interval: rate.interval, note: rate_note(rate),
              }))}
            />
          </Card>
        )
      })}
    </>
  )
}
