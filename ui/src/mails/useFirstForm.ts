// Gives mails that are text alone the form they would have in the editor, and stores it. The words stay as they were.
import { useCallback } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { change_template, read_template } from '../client/message_queries'
import { usePlace } from '../client/session'
import type { Id } from '../client/types'
import { compile } from './compile'
import { first_form } from './first_form'
import { useFooterWords } from './useFooterWords'

// How many could not be given one: those go out as text until somebody opens them, and the list says so.
export function useFirstForm(): (templates: readonly Id[]) => Promise<number> {
  const { shop } = usePlace()
  const client = useQueryClient()
  const said = useFooterWords()
  return useCallback(async (templates) => {
    const given = await Promise.allSettled(templates.map(async (id) => {
      const template = await read_template(shop.id, id)
      if (template.html !== '') return
      const document = first_form(template.subject, template.text)
      const { html, text } = await compile(document, said)
      await change_template(shop.id, id, { blocks: document, html, text })
    }))
    await client.invalidateQueries({ queryKey: ['templates', shop.id] })
    return given.filter(({ status }) => status === 'rejected').length
  }, [shop.id, client, said])
}
