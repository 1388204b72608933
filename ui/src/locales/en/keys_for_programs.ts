import type { ja_keys_for_programs } from '../ja/keys_for_programs'

export const en_keys_for_programs: typeof ja_keys_for_programs = {
  title: 'Keys for other programs',
  lead: 'A program such as your cart tells orders as they happen with a key. A key can tell this shop its orders, and nothing else.',
  name: 'Name',
  name_hint: 'where it is used (say, cart)',
  add: 'Make a key',
  created: 'Made',
  used: 'Last used',
  never: 'never',
  remove: 'Remove',
  remove_title: (name) => `Remove the key “${name}”?`,
  remove_text: 'Orders sent with it are refused from now on. This cannot be undone.',
  made_title: (name) => `The key “${name}” is made`,
  made_text: 'It is shown only now. Copy it to where it is used before you close this.',
  token: 'Key',
  example: 'How to send',
  empty: 'There are no keys yet.',
}
