// 文面: the mails of the shop, where each is used, and a new one.
import { Button, Menu, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { templates_query, useCreateTemplate, useRemoveTemplate } from '../../client/message_queries'
import type { Template } from '../../client/message_types'
import { QueryPanel } from '../../client/QueryPanel'
import { useMay, usePlace } from '../../client/session'
import { AskOnce } from '../../kit/AskOnce'
import { Empty } from '../../kit/Empty'
import { format_time } from '../../kit/format'
import { MoreIcon } from '../../kit/icons'
import { Note } from '../../kit/Note'
import { tell } from '../../kit/tell'
import { WalkedList } from '../../kit/WalkedList'
import { useWords } from '../../locales'
import { compile } from '../../mails/compile'
import styles from './Messages.module.css'
import { insert_block, read_document } from '../../mails/blocks'
import { useFooterWords } from '../../mails/useFooterWords'
import { WordsBadge } from './WordsBadge'

function useNewTemplate() {
  const { text } = useWords()
  const { shop } = usePlace()
  const navigate = useNavigate()
  const said = useFooterWords()
  const create = useCreateTemplate(shop.id)
  const make = async (taken: readonly Template[]) => {
    const names = new Set(taken.map(({ name }) => name))
    let name = text.messages.new_name
    for (let n = 2; names.has(name); n += 1) name = `${text.messages.new_name} ${n}`
    const { document } = insert_block(read_document(null, ''), 'text', 0)
    const { html, text: plain } = await compile(document, said)
    const made = await create.mutateAsync({ name, subject: '', blocks: document, html, text: plain })
    await navigate({ to: '/shops/$shop/messages/$template', params: { shop: shop.id, template: made.id } })
  }
  return { make: (taken: readonly Template[]) => void make(taken).catch((error: unknown) => tell(explain(error, text))), is_pending: create.isPending }
}

function RowMenu({ template }: { template: Template }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const create = useCreateTemplate(shop.id)
  const remove = useRemoveTemplate(shop.id)
  const [asking, set_asking] = useState(false)
  const failed = (error: unknown) => tell(explain(error, text))
  const { name, subject, blocks, html, text: plain } = template
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target><Button size="compact-sm" variant="subtle" className={styles.row_menu ?? ''} aria-label={`${text.journeys.editor.more}: ${name}`}><MoreIcon /></Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => create.mutate({ name: text.messages.copy_name(name), subject, blocks, html, text: plain }, { onError: failed })}>{text.messages.copy}</Menu.Item>
          <Menu.Item color="red" onClick={() => set_asking(true)}>{text.messages.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AskOnce
        opened={asking} title={text.messages.remove_title} confirm={text.messages.remove} on_close={() => set_asking(false)}
        on_confirm={() => {
          set_asking(false)
          remove.mutate(template.id, { onSuccess: () => tell(text.messages.removed(name)), onError: failed })
        }}
      >
        {text.messages.remove_text(name)}
      </AskOnce>
    </>
  )
}

function Row({ template, may_manage }: { template: Template; may_manage: boolean }) {
  const { text, language } = useWords()
  const { shop } = usePlace()
  const { id, name, subject, html, used_by, updated_at } = template
  return (
    <li className={styles.row}>
      <div className={styles.row_words}>
        <h2><Link to="/shops/$shop/messages/$template" params={{ shop: shop.id, template: id }}>{name}</Link><WordsBadge template={template} /></h2>
        <p className={styles.soft}>{subject === '' ? text.messages.no_subject : subject}</p>
        {html === '' ? <p className={styles.soft}>{text.messages.text_only}</p> : null}
      </div>
      <p className={styles.row_use}>{used_by.length === 0 ? text.messages.unused : `${text.messages.used_by}: ${used_by.map((one) => one.name).join('、')}`}</p>
      <p className={styles.soft}>{text.messages.updated(format_time(updated_at, shop.time_zone, language))}</p>
      {may_manage ? <RowMenu template={template} /> : null}
    </li>
  )
}

export function MessagesPage() {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const query = useQuery(templates_query(shop.id))
  const { make, is_pending } = useNewTemplate()
  const some = (query.data?.length ?? 0) > 0
  const nothing = (
    <Empty title={text.messages.empty_title} action={may_manage ? <Button loading={is_pending} onClick={() => make([])}>{text.messages.empty_action}</Button> : <Note>{text.messages.forbidden}</Note>}>
      {text.messages.empty_text}
    </Empty>
  )
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <Title order={1} size="h3">{text.messages.title}</Title>
          <p className={styles.soft}>{text.messages.lead}</p>
        </div>
        {may_manage && some ? <Button loading={is_pending} onClick={() => make(query.data ?? [])}>{text.messages.create}</Button> : null}
      </header>
      <QueryPanel query={query} is_empty={(rows) => rows.length === 0} empty={nothing}>
        {(rows) => <WalkedList className={styles.rows}>{rows.map((template) => <Row key={template.id} template={template} may_manage={may_manage} />)}</WalkedList>}
      </QueryPanel>
    </div>
  )
}
