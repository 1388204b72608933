declare module 'mjml-browser' {
  interface Options {
    fonts?: Record<string, string>
    validationLevel?: 'strict' | 'soft' | 'skip'
  }
  interface Compiled {
    html: string
    errors: { line: number; message: string; formattedMessage: string }[]
  }
  export default function mjml2html(mjml: string, options?: Options): Compiled
}
