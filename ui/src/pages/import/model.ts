// What a person is preparing to import: the mapping and what is asked of the server. Pure.
import type { FileCounts, Id, Import, ImportField, ImportRequest, Inspection, Mapping, Upload } from '../../client/types'

export const kFilesMax = 16

export interface PendingFile {
  key: string
  name: string
  bytes: number
  sent: number
  upload: Upload | null
  error: unknown
}

export function uploads_of(files: readonly PendingFile[]): Id[] | null {
  if (files.length === 0 || files.some(({ upload }) => upload === null)) return null
  return files.flatMap(({ upload }) => (upload ? [upload.upload_id] : []))
}

// What the person changed against what was found. A profile keeps its own columns, so only differences are told;
// without a profile the whole mapping is what the file is read by.
export function mapping_to_send(inspection: Inspection, mapping: Mapping): Mapping | undefined {
  const entries = Object.entries(mapping).filter(([, column]) => column !== '')
  const told = inspection.profile === null ? entries : entries.filter(([field, column]) => inspection.mapping[field] !== column)
  return told.length === 0 ? undefined : Object.fromEntries(told)
}

export function request_of(uploads: Id[], profile: string | null, mapping: Mapping | undefined, dry_run: boolean): ImportRequest {
  return { uploads, ...(profile === null ? {} : { profile }), ...(mapping ? { mapping } : {}), dry_run }
}

// What still needs a column, in the order of the form: titles, several where one of them is enough. A file that a
// profile reads brings its own rules, told by the server as "unit_price / line_total".
export function missing_fields(inspection: Inspection, mapping: Mapping, fields: readonly ImportField[], files_of: FileTitles): string[][] {
  const needs = inspection.profile === null ? needs_of_form(fields) : needs_of_profile(inspection.missing)
  return needs.filter((names) => !names.some((name) => mapping[name])).map((names) => names.map((name) => title_of(name, fields, files_of)))
}

function needs_of_profile(missing: readonly string[]): string[][] {
  return [...new Set(missing)].map((names) => names.split(' / ')) // two files may lack the same
}

// What a profile misses in the files, as titles. A whole file is told as "[items]" and named by `files_of`.
export function missing_titles(missing: readonly string[], fields: readonly ImportField[], files_of: FileTitles): string[][] {
  return needs_of_profile(missing).map((names) => names.map((name) => title_of(name, fields, files_of)))
}

export type FileTitles = Readonly<Record<string, string>>

function title_of(name: string, fields: readonly ImportField[], files_of: FileTitles): string {
  return fields.find((field) => field.name === name)?.title ?? files_of[name] ?? name
}

function needs_of_form(fields: readonly ImportField[]): string[][] {
  const needs: string[][] = []
  for (const { name, required, one_of } of fields) {
    if (required) needs.push([name])
    else if (one_of[0] === name) needs.push(one_of) // once, at the first of them
  }
  return needs
}

// Whether this row of the form still waits for a column. A profile knows by itself what it needs.
export function is_wanting(field: ImportField, inspection: Inspection, mapping: Mapping): boolean {
  if (inspection.profile !== null) return !mapping[field.name] && needs_of_profile(inspection.missing).some((names) => names.includes(field.name))
  if (field.required) return !mapping[field.name]
  return field.one_of.length > 0 && !field.one_of.some((name) => mapping[name])
}

export function all_columns(inspection: Inspection): string[] {
  return [...new Set(inspection.files.flatMap(({ columns }) => columns))]
}

export const kFileFigures = ['rows_read', 'orders', 'lines', 'credits', 'sales', 'customers', 'products', 'rows_quarantined'] as const
export type FileFigure = (typeof kFileFigures)[number]

// Those that at least one of the files can tell.
export function told_figures(files: readonly FileCounts[]): FileFigure[] {
  return kFileFigures.filter((name) => files.some((file) => file[name] !== null))
}

// The files that have rows to mend, with their numbers from 1. Imports of before these counts were kept tell no more
// than that there is one.
export function quarantine_files({ files, file_counts }: Pick<Import, 'files' | 'file_counts'>): { name: string; number: number | undefined }[] {
  if (file_counts.length === 0) return [{ name: files[0] ?? '', number: undefined }]
  return file_counts.flatMap(({ name, rows_quarantined }, i) => (rows_quarantined > 0 ? [{ name, number: i + 1 }] : []))
}

// What a file that nothing fits was probably meant to be: most of what the closest profile needs is there, so a column
// with a wrong name is all that stands between them.
const kColumnsForAGuess = 3
export function likely_profile(inspection: Inspection): string | null {
  const closest = inspection.profile === null ? inspection.candidates[0] : undefined
  if (!closest || closest.matched_columns < kColumnsForAGuess || closest.matched_columns <= closest.missing.length) return null
  return closest.profile
}

export type Found = 'found' | 'unsure' | 'none'

export function found(inspection: Inspection): Found {
  if (inspection.profile !== null) return 'found'
  return inspection.candidates.length > 0 ? 'unsure' : 'none'
}

export function share_done(progress: { bytes_done: number; bytes_total: number } | null): number | null {
  if (!progress || progress.bytes_total <= 0) return null
  return Math.max(0, Math.min(1, progress.bytes_done / progress.bytes_total))
}
