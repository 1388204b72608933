// The content security policy lets nothing turn text into code. MJML's bundle asks for the global object that way;
// it would find it another way after the refusal, but the browser tells of it as an error.
import type { Plugin } from 'vite'

const kAsksForGlobal = 'new Function("return this")()'

export function no_eval(): Plugin {
  return {
    name: 'no-eval',
    transform(code, id) {
      return id.includes('mjml-browser') && code.includes(kAsksForGlobal) ? { code: code.replaceAll(kAsksForGlobal, 'globalThis'), map: null } : null
    },
  }
}
