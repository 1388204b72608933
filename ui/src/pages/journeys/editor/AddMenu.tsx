// "+": which kind of step to put in a place.
import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../../locales'
import type { Place } from '../model/edit'
import { is_entry } from '../model/exits'
import { useEditor } from './editor_context'

export function AddMenu({ at, children }: { at: Place | null; children: ReactNode }) {
  const { text } = useWords()
  const { schema, insert, draft } = useEditor()
  const has_entry = draft.definition.nodes.some(({ kind }) => is_entry(kind))
  const kinds = Object.entries(schema.nodes).filter(([kind]) => !is_entry(kind) || (at === null && !has_entry))
  return (
    <Menu shadow="md" withinPortal position="bottom">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text.journeys.editor.palette}</Menu.Label>
        {kinds.map(([kind, { title }]) => <Menu.Item key={kind} onClick={() => insert(kind, at)}>{title}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )
}
