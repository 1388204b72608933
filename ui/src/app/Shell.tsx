// The frame around every page of a shop: the rail (a bottom bar on phones), keys, and who may be here.
import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { session_query } from '../client/queries'
import { QueryPanel } from '../client/QueryPanel'
import { PlaceContext } from '../client/session'
import type { Id, Session } from '../client/types'
import { useKeys } from '../kit/keys'
import { useWords } from '../locales'
import { KeyHelp } from './KeyHelp'
import { NotFound } from './NotFound'
import { Rail } from './Rail'
import { kSections } from './sections'
import styles from './Shell.module.css'
import { Welcome } from './Welcome'

function Frame({ session, shop: id }: { session: Session; shop: Id }) {
  const { text } = useWords()
  const navigate = useNavigate()
  const [help, set_help] = useState(false)
  const shop = session.shops.find((one) => one.id === id)
  const place = useMemo(() => (shop ? { session, shop } : null), [session, shop])
  const path = useRouterState({ select: (state) => state.location.pathname })
  const section = kSections.find(({ name }) => path.startsWith(`/shops/${id}/${name}`))
  useKeys([
    ...kSections.map(({ to, key, title_of_key }) => ({
      combo: `g ${key}`, title: text.keys[title_of_key], run: () => void navigate({ to, params: { shop: id } }),
    })),
    { combo: '?', title: text.keys.help, run: () => set_help(true) },
  ])
  useEffect(() => {
    const page = section ? `${text.sections[section.name]} · ` : ''
    document.title = `${page}${shop?.name ?? ''} · ${text.product}`
  }, [section, shop, text])
  if (!place) return <NotFound />
  return (
    <PlaceContext value={place}>
      <a href="#content" className={styles.skip}>{text.frame.skip}</a>
      <div className={styles.frame}>
        <Rail on_help={() => set_help(true)} />
        <main id="content" className={styles.content} tabIndex={-1}><Outlet /></main>
      </div>
      <KeyHelp opened={help} on_close={() => set_help(false)} />
      <Welcome />
    </PlaceContext>
  )
}

export function Shell({ shop }: { shop: Id }) {
  const query = useQuery(session_query)
  // Where the person wanted to go, taken once: while the way to sign-in is walked, the location changes already.
  const router = useRouter()
  const [wanted] = useState(() => router.state.location.href)
  return (
    <QueryPanel query={query}>
      {(session) => session === null ? <Navigate to="/sign-in" search={{ back: wanted }} replace /> : <Frame session={session} shop={shop} />}
    </QueryPanel>
  )
}
