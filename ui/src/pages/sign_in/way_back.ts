// Where to go after signing in. Only an address of this very UI: a path that begins with one slash, never two,
// never a backslash, so that no link can use the door to send a person elsewhere.
export function safe_way_back(back: string | undefined): string {
  if (!back || !/^\/(?![/\\])/.test(back) || back.startsWith('/sign-in')) return '/'
  return back
}
