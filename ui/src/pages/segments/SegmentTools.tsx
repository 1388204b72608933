// What can be done with a segment: freeze it, give it another name, take it away as a file, delete it.
import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { explain } from '../../client/explain'
import { api_url } from '../../client/http'
import { segment_condition } from '../../client/segment_condition'
import { useChangeSegment, useCreateSegment, useFreezeSegment, useRemoveSegment } from '../../client/segment_queries'
import type { Segment } from '../../client/segment_types'
import { useMay, usePlace } from '../../client/session'
import { AskOnce } from '../../kit/AskOnce'
import { format_count } from '../../kit/format'
import { CampaignIcon, DownloadIcon } from '../../kit/icons'
import { tell } from '../../kit/tell'
import { useWords } from '../../locales'
import { NamePopover } from './NamePopover'
import styles from './Segments.module.css'

// 2026/11/22, on the shop's wall
function today_in(time_zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format(new Date()).replaceAll('-', '/')
}

function Export({ segment }: { segment: Segment }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const may_see = useMay('personal_data')
  const file = (personal: number) => api_url(`/shops/${shop.id}/segments/${segment.id}.csv`, { personal })
  const icon = <DownloadIcon size={16} />
  if (!may_see) return <Button size="sm" variant="default" component="a" href={file(0)} download leftSection={icon}>{text.segments.csv}</Button>
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target><Button size="sm" variant="default" leftSection={icon}>{text.segments.csv_menu}</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={file(0)} download>{text.segments.csv}</Menu.Item>
        <Menu.Item component="a" href={file(1)} download>{text.segments.csv_personal}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Freeze({ segment, day }: { segment: Segment; day: string }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = text.segments
  const navigate = useNavigate()
  const freeze = useFreezeSegment(shop.id, segment.id)
  const save = (name: string, close: () => void) =>
    freeze.mutate(name, {
      onSuccess: (made) => {
        tell(words.frozen_made(made.name))
        close()
        void navigate({ to: '/shops/$shop/segments/$segment', params: { shop: shop.id, segment: made.id } })
      },
    })
  return <NamePopover action={words.freeze} hint={words.freeze_hint} proposed={words.freeze_name(segment.name, day)} busy={freeze.isPending} error={freeze.error} on_save={save} />
}

function Rename({ segment }: { segment: Segment }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const change = useChangeSegment(shop.id, segment.id)
  const save = (name: string, close: () => void) =>
    change.mutate({ name }, {
      onSuccess: () => {
        tell(text.segments.saved)
        close()
      },
    })
  return <NamePopover action={text.segments.rename} proposed={segment.name} busy={change.isPending} error={change.error} on_save={save} />
}

// A live segment can be made again from its condition; the customers of a frozen one are gone for good, so that is asked.
function Remove({ segment }: { segment: Segment }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const words = text.segments
  const navigate = useNavigate()
  const remove = useRemoveSegment(shop.id)
  const create = useCreateSegment(shop.id)
  const [asking, set_asking] = useState(false)
  const failed = (error: unknown) => tell(explain(error, text))
  const bring_back = () =>
    void create.mutateAsync({ name: segment.name, kind: 'live', condition: segment.condition }).then((made) => {
      tell(words.removed_back(made.name))
      return navigate({ to: '/shops/$shop/segments/$segment', params: { shop: shop.id, segment: made.id } })
    }).catch(failed)
  const take_away = () =>
    void remove.mutateAsync(segment.id).then(() => {
      tell(words.removed(segment.name), segment.kind === 'live' ? { label: text.actions.undo, run: bring_back } : undefined)
      return navigate({ to: '/shops/$shop/segments', params: { shop: shop.id } })
    }).catch(failed)
  if (segment.kind === 'live') return <Button size="sm" variant="subtle" color="red" loading={remove.isPending} onClick={take_away}>{words.remove}</Button>
  return (
    <>
      <Button size="sm" variant="subtle" color="red" onClick={() => set_asking(true)}>{words.remove}</Button>
      <AskOnce opened={asking} title={words.remove} confirm={words.remove_sure} busy={remove.isPending} on_confirm={take_away} on_close={() => set_asking(false)}>
        {words.remove_frozen(segment.name, format_count(segment.customers ?? 0))}
      </AskOnce>
    </>
  )
}

function Mail({ segment: { name } }: { segment: Segment }) {
  const { text } = useWords()
  const { shop } = usePlace()
  const search = { name, condition: segment_condition(name) }
  return (
    <Button size="sm" variant="default" leftSection={<CampaignIcon size={16} />} renderRoot={(props) => <Link to="/shops/$shop/campaigns/new" params={{ shop: shop.id }} search={search} {...props} />}>
      {text.segments.mail_to_it}
    </Button>
  )
}

export function SegmentTools({ segment }: { segment: Segment }) {
  const { shop } = usePlace()
  const may_manage = useMay('manage')
  const may_export = useMay('export')
  const day = today_in(shop.time_zone)
  return (
    <div className={styles.tools}>
      {may_manage ? <Mail segment={segment} /> : null}
      {may_export ? <Export segment={segment} /> : null}
      {may_manage ? segment.kind === 'live' ? <Freeze segment={segment} day={day} /> : <Rename segment={segment} /> : null}
      {may_manage ? <Remove segment={segment} /> : null}
    </div>
  )
}
