// The part of the contract that is about imports: formats, mappings, uploads, what a file held. See types.ts.
import type { ApiErrorBody, Id, Instant } from './types'

export interface ImportProfile {
  name: string
  title: string
  files: number
  built_in: boolean
}

export interface Upload {
  upload_id: Id
  name: string
  bytes: number
}

export type Mapping = Record<string, string> // our field -> column of the file

export interface InspectedFile {
  name: string
  role: string
  encoding: string
  separator: string
  columns: string[]
  sample: string[][]
}

export interface Candidate {
  profile: string
  title: string
  matched_columns: number
  missing: string[]
}

export interface Inspection {
  profile: string | null
  candidates: Candidate[]
  files: InspectedFile[]
  mapping: Mapping
  missing: string[]
  currency: string
  time_zone: string
}

export interface ImportRequest {
  uploads: Id[]
  profile?: string
  mapping?: Mapping
  dry_run?: boolean
}

export interface QuarantinedRow {
  file_name: string
  row_number: number
  column: string
  reason: string
  message: string
  raw: string
}

export interface ImportCounts {
  rows_read: number
  orders: number
  orders_new: number
  orders_changed: number
  orders_same: number
  lines: number
  credits: number
  customers_new: number
  sales: number
  rows_quarantined: number
  totals_differ: number // orders taken although their total does not add up
}

// What one file of an import held; null where its columns cannot tell a figure. Adds up to ImportCounts.
export interface FileCounts {
  name: string
  role: string
  rows_read: number
  orders: number | null
  lines: number | null
  credits: number | null
  sales: number | null
  customers: number | null
  products: number | null
  rows_quarantined: number
}

export interface ImportProgress {
  phase: string
  rows: number
  bytes_done: number
  bytes_total: number
  rows_per_second: number
  seconds_left: number | null
}

export interface Import {
  id: Id
  state: 'running' | 'done' | 'failed' | 'cancelled'
  dry_run: boolean
  profile: string
  files: string[]
  started_at: Instant
  finished_at: Instant | null
  progress: ImportProgress | null
  counts: ImportCounts
  file_counts: FileCounts[] // beside files once it is done, else empty
  mending: string | null // how rows set aside are mended, as a sentence
  problems: QuarantinedRow[]
  error: ApiErrorBody | null
}

export interface ImportList {
  imports: Import[]
  page: number
  page_size: number
  rows_total: number
}

export interface QuarantinePage {
  rows: QuarantinedRow[]
  page: number
  page_size: number
  rows_total: number
}

export interface NamedMapping {
  name: string
  mapping: Mapping
}

export interface ImportField {
  name: string
  title: string
  required: boolean
  one_of: string[] // fields of which one is enough, itself among them; empty when it may be left out or is required
  description: string
}
