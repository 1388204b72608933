// What a person is preparing to import: the mapping and what is asked of the server. Pure.
import type { Id, ImportField, ImportRequest, Inspection, Mapping, Upload } from '../../client/types'

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

// Required fields that have no column, in the order of the form. A file that a profile reads brings its own rules.
export function missing_fields(inspection: Inspection, mapping: Mapping, fields: readonly ImportField[]): ImportField[] {
  const known = new Map(fields.map((field) => [field.name, field]))
  const names = inspection.profile === null ? fields.filter(({ required }) => required).map(({ name }) => name) : inspection.missing
  return names.filter((name) => !mapping[name]).map((name) => known.get(name) ?? { name, title: name, required: true, description: '' })
}

export function all_columns(inspection: Inspection): string[] {
  return [...new Set(inspection.files.flatMap(({ columns }) => columns))]
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
