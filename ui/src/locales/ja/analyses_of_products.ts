// Words of the drawings of products: what they bring, what follows them, and whether they are there.
export const ja_analyses_of_products = {
  products: {
    ranked: (measure: string, n: number) => `${measure}の多い順に${n}品`,
    cost_known: (rate: string) => `原価のわかる売上は ${rate}`,
  },
  flow: {
    title: '1回目から3回目までに買った商品',
    note: '帯の太さは人数です',
    strongest: '人数の多い流れ',
    way: (n: number) => `${n}回目から${n + 1}回目へ`,
    codes: { '-': '商品不明', _other: 'そのほか', _none: 'まだ次を買っていない' } as Record<string, string>,
  },
  basket: {
    title: '偶然より多く、いっしょに買われる組',
    note: '1倍なら偶然と同じです。線は95 %区間',
    times: (lift: string) => `${lift}倍`,
    both: (count: string, a_to_b: string, b_to_a: string) => `両方 ${count}回 · A→B ${a_to_b} · B→A ${b_to_a}`,
  },
  stock: {
    lost: '欠品で失った売上（推定）',
    empty_now: 'いま欠品',
    soon: (days: number) => `${days}日以内に切れる`,
    products: (n: string) => `${n}品`,
    lost_title: (n: number) => `欠品で失った売上の多い順に${n}品`,
    lost_note: '在庫のあった日の売れ方から推定',
    empty_days: (empty: string, days: string) => `欠品 ${empty}日／${days}日`,
    on_hand: (n: string) => `在庫 ${n}個`,
    counted: (day: string) => `（${day} の記録）`,
    nothing_lost: 'この期間に欠品した日はありません。',
    supply_title: (n: number) => `早く切れる順に${n}品`,
    supply_note: 'いまの在庫で売れる日数',
    supply_days: (days: string) => `${days}日分`,
    a_day: (pieces: string) => `1日に ${pieces}個`,
    table: 'すべての商品',
  },
}
