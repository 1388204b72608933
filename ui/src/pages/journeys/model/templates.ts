// The messages that a journey sends, each once.
import type { Definition } from '../../../client/journey_types'

export function templates_of({ nodes }: Definition): string[] {
  return [...new Set(nodes.flatMap(({ kind, template }) => (kind === 'send' && typeof template === 'string' && template !== '' ? [template] : [])))]
}
