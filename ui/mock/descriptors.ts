// Descriptors as the server would give them, in Japanese.
import type { ColumnType, Descriptor, DescriptorColumn, Parameter } from '../src/client/types.ts'

const kUnits: Record<string, string> = { money: 'JPY' }

function columns(...all: [string, string, ColumnType, string?, string?][]): DescriptorColumn[] {
  return all.map(([name, title, type, unit = '', description = '']) => ({ name, title, type, unit: kUnits[type] ?? unit, description }))
}

function whole(name: string, title: string, otherwise: number, minimum: number, maximum: number, description = ''): Parameter {
  return { name, title, description, type: 'integer', default: otherwise, minimum, maximum }
}

const common: Parameter[] = ['as_of', 'from', 'to', 'source'].map((name) => ({
  name, title: { as_of: '基準日', from: '期間のはじめ', to: '期間の終わり', source: '媒体' }[name] ?? name, description: '',
  type: name === 'source' ? 'text' : 'day', default: null,
}))

const kCellColumns: Record<string, string[]> = {
  stages: ['stage'], days_to_next: ['days'], cohorts: ['cohort', 'age'], rfm: ['r', 'f', 'm'], cpm: ['cell', 'active'], net_sales: ['month'],
}

function descriptor(values: Partial<Descriptor> & Pick<Descriptor, 'name' | 'title' | 'columns'>): Descriptor {
  return {
    description: '', unit: 'customer', chart: values.name, parameters: [], parts: [], cell_columns: kCellColumns[values.name] ?? [],
    definition: '同じ日の注文は1回の購入と数えます。取り消された注文は数えません。', ...values,
  }
}

export const kDescriptors: Descriptor[] = [
  descriptor({
    name: 'stages', title: 'ステージ', description: 'n回目を買ったお客さまのうち、次も買った人の割合と、それまでの日数です。',
    parameters: [whole('window_days', '期間', 365, 1, 3_650, '次の購入を待つ日数'), whole('stage_max', '何回目まで', 12, 1, 100), ...common],
    parts: [{ value: 'reached', title: '到達した人' }, { value: 'converted', title: '続いた人' }, { value: 'within_window', title: '期間中の人' }, { value: 'gone', title: '離れた人' }],
    columns: columns(
      ['stage', 'ステージ', 'integer'], ['customers', 'お客さま', 'integer', 'customers', '基準日までにこのステージに着いた人'],
      ['ever_converted', '次へ進んだ人', 'integer', 'customers'], ['matured', '見終えた人', 'integer', 'customers', '期間ぶんの日数がたった人'],
      ['converted', '期間内に進んだ人', 'integer', 'customers'], ['stage_conversion_rate', '転換率', 'rate', '', '見終えた人のうち、期間内に次を買った割合'],
      ['km_rate', 'KM推定', 'rate', '', 'カプラン・マイヤー推定'], ['days_p25', '早い4分の1', 'decimal', 'days'], ['days_median', '中央', 'decimal', 'days'],
      ['days_p75', '遅い4分の1', 'decimal', 'days'],
    ),
  }),
  descriptor({
    name: 'days_to_next', title: '次回までの日数', description: '前の購入から次の購入までの日数です。',
    parameters: [whole('from_stage', '何回目から', 1, 1, 100), whole('days_max', '何日目まで', 365, 1, 3_650), ...common],
    parts: [{ value: 'converted', title: 'その日に買った人' }],
    columns: columns(['days', '日数', 'integer', 'days'], ['customers', '次を買った人', 'integer', 'customers'], ['km_rate', '累計の割合', 'rate']),
  }),
  descriptor({
    name: 'cohorts', title: '継続マトリクス', description: 'はじめて買った月ごとに、その後も買った人と売上です。',
    parameters: [
      { name: 'age', title: '経過の数えかた', description: '', type: 'choice', default: 'calendar_month', choices: [{ value: 'calendar_month', title: '暦の月' }, { value: '30_days', title: '30日ごと' }] },
      whole('horizon', 'どこまで', 24, 0, 120), ...common,
    ],
    parts: [{ value: 'customers', title: '月の全員' }, { value: 'active', title: 'その経過で買った人' }],
    columns: columns(
      ['cohort', '初回購入月', 'month'], ['age', '経過', 'integer'], ['customers', '人数', 'integer', 'customers'], ['active', '買った人', 'integer', 'customers'],
      ['purchases', '購入', 'integer', 'purchases'], ['sales', '売上', 'money'], ['cumulative_sales', '累計売上', 'money'],
      ['cumulative_per_customer', '1人あたり累計', 'money'], ['complete', '終わった期間', 'boolean'],
    ),
  }),
  descriptor({
    name: 'rfm', title: 'RFM', description: '最近・回数・金額の5段階ずつで、お客さまを125のマスに分けます。',
    parameters: [
      ...[5, 4, 3, 2].map((n) => whole(`r${n}_days`, `R${n}の日数`, { 5: 30, 4: 90, 3: 180, 2: 365 }[n] ?? 0, 0, 36_500)),
      ...[2, 3, 4, 5].map((n) => whole(`f${n}_purchases`, `F${n}の回数`, { 2: 2, 3: 3, 4: 6, 5: 12 }[n] ?? 0, 1, 10_000)), ...common,
    ],
    parts: [{ value: 'customers', title: 'お客さま' }],
    columns: columns(
      ['r', 'R', 'integer'], ['f', 'F', 'integer'], ['m', 'M', 'integer'], ['customers', 'お客さま', 'integer', 'customers'],
      ['purchases', '購入', 'integer', 'purchases'], ['sales', '売上', 'money'],
    ),
  }),
  descriptor({
    name: 'cpm', title: 'CPM', description: '続いた期間と金額で5つの層に、最近買ったかで現役と離脱に分けます。',
    parameters: [
      whole('young_days', 'よちよちの日数', 90, 0, 36_500), whole('loyal_days', '優良の日数', 210, 0, 36_500), whole('churn_days', '離脱の日数', 240, 1, 36_500),
      { name: 'amount', title: '流行・優良の金額', description: '', type: 'money', default: 70_000, minimum: 0, maximum: 2_000_000_000 }, ...common,
    ],
    parts: [{ value: 'customers', title: 'お客さま' }],
    columns: columns(
      ['cell', '層', 'code'], ['active', '現役', 'boolean'], ['customers', 'お客さま', 'integer', 'customers'], ['purchases', '購入', 'integer', 'purchases'], ['sales', '売上', 'money'],
    ).map((column) => column.name === 'cell' ? { ...column, choices: [['first', '初回'], ['young', 'よちよち'], ['steady', 'コツコツ'], ['trendy', '流行'], ['loyal', '優良']].map(([value = '', title = '']) => ({ value, title })) } : column),
  }),
  descriptor({
    name: 'net_sales', title: '純売上', unit: 'order', description: '受注額から欠品・返品・値引き・ポイントを引いた売上です。', parameters: common,
    parts: [{ value: 'customers', title: 'お客さま' }],
    columns: columns(
      ['month', '月', 'month'], ['orders', '注文', 'integer', 'orders'], ['accepted', '受注額', 'money'], ['out_of_stock', '欠品', 'money'], ['returned', '返品', 'money'],
      ['discounts', '値引き', 'money'], ['points', 'ポイント', 'money'], ['net', '純売上', 'money'], ['orders_without_customer', 'お客さま不明の注文', 'integer', 'orders'],
    ),
  }),
]

export const kMemberColumns = columns(
  ['customer_number', '顧客番号', 'text'], ['name', '氏名', 'text'], ['purchases', '購入', 'integer', 'purchases'], ['first_day', '初回', 'day'],
  ['last_day', '最終', 'day'], ['sales', '売上', 'money'], ['reason', '理由', 'text'],
)
