// Whether this tab came in by a one-time link and has not been asked about a password yet.
const kKey = 'tsuzuku.welcome'

export function remember_welcome() {
  window.sessionStorage.setItem(kKey, 'due')
}

export function is_welcome_due(): boolean {
  return window.sessionStorage.getItem(kKey) === 'due'
}

export function forget_welcome() {
  window.sessionStorage.removeItem(kKey)
}
