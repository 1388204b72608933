// The journey to read from top to bottom: on a phone, and wherever a list is easier than a picture.
import { Button } from '@mantine/core'
import type { JourneyNode } from '../../../client/journey_types'
import { format_count } from '../../../kit/format'
import { useWords } from '../../../locales'
import { exits_of, in_walking_order, is_entry } from '../model/exits'
import { exit_words, kind_title, node_name, node_sentence } from '../model/words'
import { AddMenu } from './AddMenu'
import styles from './Editor.module.css'
import { problems_of, useEditor } from './editor_context'

function Exits({ node, number_of }: { node: JourneyNode; number_of: Map<string, number> }) {
  const { text } = useWords()
  const { schema, words, read_only } = useEditor()
  const exits = exits_of(node, schema.nodes[node.kind])
  return (
    <ul className={styles.exits}>
      {exits.map((exit) => {
        const said = exit_words(node, exit, words)
        const number = number_of.get(exit.to)
        return (
          <li key={exit.path}>
            <span className={styles.soft}>
              {said === '' ? '' : `${said} `}→ {number === undefined ? text.journeys.editor.nowhere : number}
            </span>
            {read_only ? null : (
              <AddMenu at={{ node: node.id, path: exit.path }}>
                <Button size="compact-xs" variant="subtle" aria-label={`${text.journeys.editor.add_here(node_name(node, words))}${said === '' ? '' : `（${said}）`}`}>＋</Button>
              </AddMenu>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export function StepList() {
  const { text } = useWords()
  const { draft, schema, words, numbers, chosen, choose } = useEditor()
  const nodes = in_walking_order(draft.definition, schema)
  const number_of = new Map(nodes.map(({ id }, i) => [id, i + 1]))
  return (
    <ol className={styles.step_list}>
      {nodes.map((node, i) => {
        const problems = problems_of(draft.problems, node.id)
        const figures = numbers?.nodes[node.id]
        const label = node['label']
        return (
          <li key={node.id} className={styles.list_step} data-kind={is_entry(node.kind) ? 'entry' : node.kind} data-chosen={chosen === node.id || undefined}>
            <button type="button" className={styles.list_button} aria-pressed={chosen === node.id} onClick={() => choose(node.id)}>
              <span className={styles.list_number}>{i + 1}</span>
              <span className={styles.list_words}>
                <span className={styles.soft}>{kind_title(node.kind, schema)}{typeof label === 'string' && label !== '' ? ` · ${label}` : ''}</span>
                <b>{node_sentence(node, words)}</b>
                {problems.length > 0 ? <span className={styles.bad}>{problems[0]?.message}</span> : null}
              </span>
              {figures ? (
                <span className={styles.list_figures}>
                  <span>{text.journeys.numbers.waiting(format_count(figures.waiting))}</span>
                  <span>{text.journeys.numbers.passed(format_count(figures.passed))}</span>
                </span>
              ) : null}
            </button>
            <Exits node={node} number_of={number_of} />
          </li>
        )
      })}
    </ol>
  )
}
