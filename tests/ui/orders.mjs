// Order files: of our own, in Tsuzuku's CSV, and of a marketplace.
const kHeader = 'order_number,ordered_at,customer_number,product_code,quantity,unit_price'

function day_text(day) {
  return new Date(Date.UTC(2026, 0, 10) + day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/')
}

// `customers` people buy once; every second of them again 30 days later.
export function orders_csv(customers) {
  const lines = [kHeader]
  for (let i = 1; i <= customers; ++i) {
    lines.push(`A-${i},${day_text(i % 20)} 10:00,C-${i},TEA-01,1,1980`)
    if (i % 2 === 0) lines.push(`B-${i},${day_text((i % 20) + 30)} 11:00,C-${i},TEA-02,2,3200`)
  }
  return { text: `${lines.join('\n')}\n`, rows: lines.length - 1, customers, repeaters: Math.floor(customers / 2) }
}

export function with_bad_day(text) {
  return `${text}X-1,2026/02/30 10:00,C-1,TEA-01,1,1980\n`
}

// Yahoo!ショッピング tells orders and items in two files. Three orders with four items; the last has an impossible day.
export function yahoo_files() {
  return [
    {
      name: 'orders.csv',
      text: 'OrderId,OrderTime,OrderStatus,BillMailAddress,ShipCharge,UsePoint,TotalPrice\n'
        + 's-1,2026/01/10 10:00:00,5,a@example.jp,0,0,3000\ns-2,2026/01/12 10:00:00,5,b@example.jp,500,0,1500\ns-3,2026/02/30 10:00:00,5,c@example.jp,0,0,1000\n',
    },
    {
      name: 'items.csv',
      text: 'OrderId,LineId,ItemId,SubCode,Title,Quantity,UnitPrice\n'
        + 's-1,1,tea,,お茶,2,1000\ns-1,2,cup,,湯呑み,1,1000\ns-2,1,tea,,お茶,1,1000\ns-3,1,tea,,お茶,1,1000\n',
    },
  ]
}
