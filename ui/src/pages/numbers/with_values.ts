// Definitions name parameters as programs do; a reader wants what stands for them in this result. Pure.

// Names with an underscore only: "source" or "from" may be meant as words.
export function with_values(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => {
    const value = values[name]
    return typeof value === 'number' || typeof value === 'string' ? String(value) : name
  })
}
