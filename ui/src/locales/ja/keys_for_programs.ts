// Words of the keys with which other programs tell a shop its orders.

export const ja_keys_for_programs = {
  title: '連携の鍵',
  lead: 'カートなどのプログラムが、注文をその場で知らせるための鍵です。鍵でできるのは、このショップに注文を知らせることだけです。',
  name: '名前',
  name_hint: 'どこで使うか（例: カート）',
  add: '鍵を作る',
  created: '作った日',
  used: '最後に使った日',
  never: '未使用',
  remove: '消す',
  remove_title: (name: string) => `鍵「${name}」を消しますか`,
  remove_text: 'この鍵で送られる注文は、すぐに受け取れなくなります。元には戻せません。',
  made_title: (name: string) => `鍵「${name}」を作りました`,
  made_text: 'この鍵は今だけ表示されます。使う所に写してから閉じてください。',
  token: '鍵',
  example: '送り方の例',
  empty: '鍵はまだありません。',
}
