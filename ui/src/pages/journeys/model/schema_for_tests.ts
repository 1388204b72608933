// A schema with one kind of each shape, for tests.
import type { JourneySchema, SchemaField } from '../../../client/journey_types'

const field = (name: string, type: SchemaField['type'], more: Partial<SchemaField> = {}): SchemaField => ({ name, title: name, type, required: false, ...more })
const next = field('next', 'edge', { required: true })

export const kSchema: JourneySchema = {
  journey: [field('priority', 'integer', { least: 0, most: 100, default: 50 })],
  nodes: {
    entry_event: { title: 'entry', fields: [field('event', 'choice', { choices: [{ name: 'delivered', title: 'delivered' }] }), next] },
    wait: { title: 'wait', fields: [field('days', 'integer'), next] },
    branch: {
      title: 'branch',
      fields: [field('branches', 'list', { least: 1, fields: [field('condition', 'condition', { required: true }), next] }), field('otherwise', 'edge', { required: true })],
    },
    split: {
      title: 'split',
      fields: [field('name', 'text'), field('arms', 'list', { least: 2, fields: [field('name', 'text'), field('percent', 'integer'), next] })],
    },
    send: { title: 'send', fields: [field('channel', 'choice'), field('template', 'text', { required: true }), next] },
    end: { title: 'end', fields: [] },
  },
  events: [{ name: 'delivered', title: 'delivered' }],
  end_reasons: {},
  refusals: {},
}
