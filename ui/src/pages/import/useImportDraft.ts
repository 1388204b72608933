// Files on their way to the server and what was found in them. Starting over, or leaving the page, stops all of it.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { upload } from '../../client/http'
import { inspection_query } from '../../client/queries'
import type { Id, ImportRequest, Inspection, Mapping } from '../../client/types'
import { likely_profile, mapping_to_send, request_of, uploads_of, type PendingFile } from './model'

export interface ImportDraft {
  files: PendingFile[]
  inspection: Inspection | null
  guessed: boolean // nothing fits: the closest profile was taken until the person chooses
  inspecting: boolean
  error: unknown
  mapping: Mapping // as found, with what the person changed
  add: (chosen: readonly File[]) => void
  choose_profile: (profile: string | null) => void // null: by hand
  set_mapping: (mapping: Mapping) => void
  retry: () => void
  reset: () => void
  request: (dry_run: boolean) => ImportRequest | null
}

function is_abort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

function useUploads(shop: Id) {
  const [files, set_files] = useState<PendingFile[]>([])
  const stop = useRef(new AbortController())
  const counter = useRef(0)
  const change = useCallback(
    (key: string, values: Partial<PendingFile>) =>
      set_files((now) => now.map((file) => (file.key === key ? { ...file, ...values } : file))),
    [],
  )
  const add = useCallback(
    (chosen: readonly File[]) => {
      const { signal } = stop.current
      for (const file of chosen) {
        counter.current += 1
        const entry: PendingFile = { key: `file-${counter.current}`, name: file.name, bytes: file.size, sent: 0, upload: null, error: null }
        set_files((now) => [...now, entry])
        upload(`/shops/${shop}/uploads`, file, (sent) => change(entry.key, { sent }), signal)
          .then((arrived) => change(entry.key, { upload: arrived, sent: file.size }))
          .catch((reason: unknown) => { if (!is_abort(reason)) change(entry.key, { error: reason }) })
      }
    },
    [shop, change],
  )
  const clear = useCallback(() => {
    stop.current.abort()
    stop.current = new AbortController()
    set_files([])
  }, [])
  useEffect(() => {
    stop.current = new AbortController()
    return () => stop.current.abort()
  }, [])
  return { files, add, clear }
}

export function useImportDraft(shop: Id): ImportDraft {
  const { files, add, clear } = useUploads(shop)
  // undefined: what the server recognises; null: columns named by hand.
  const [profile, set_profile] = useState<string | null | undefined>(undefined)
  const [edits, set_edits] = useState<Mapping>({})
  const uploads = uploads_of(files)
  const first = useQuery({ ...inspection_query(shop, uploads ?? [], profile ?? undefined), enabled: uploads !== null })
  const guess = profile === undefined && uploads !== null && first.data ? likely_profile(first.data) : null
  const second = useQuery({ ...inspection_query(shop, uploads ?? [], guess ?? undefined), enabled: guess !== null })
  const query = guess === null ? first : second
  const found = uploads !== null && query.data ? query.data : null
  const inspection = found && profile === null ? { ...found, profile: null } : found
  const mapping = { ...inspection?.mapping, ...edits }
  return {
    files, inspection, mapping, add,
    guessed: guess !== null,
    inspecting: query.isFetching,
    error: query.isError ? query.error : null,
    choose_profile: (next) => {
      set_profile(next)
      set_edits({})
    },
    set_mapping: set_edits,
    retry: () => void query.refetch(),
    reset: () => {
      clear()
      set_profile(undefined)
      set_edits({})
    },
    request: (dry_run) =>
      uploads && inspection ? request_of(uploads, inspection.profile, mapping_to_send(inspection, mapping), dry_run) : null,
  }
}
