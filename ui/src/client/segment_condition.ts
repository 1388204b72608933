// Conditions that the UI writes itself.

// A name as the language writes texts: it cannot end before its end.
export const quoted = (name: string): string => `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

// Whoever is in the segment when it is asked.
export const segment_condition = (name: string): string => `segment = ${quoted(name)}`
