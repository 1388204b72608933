import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { close_page, is_wider_than_screen, kPhone, serious_findings, shoot } from './browser.mjs'
import { orders_csv, with_bad_day, yahoo_files } from './orders.mjs'
import { start_as_owner } from './owner.mjs'
import { kWhyNot } from './program.mjs'

const kAnalyses = ['stages', 'days_to_next', 'cohorts', 'rfm', 'cpm', 'net_sales']

function number_in(text) {
  return Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''))
}

describe('the web UI on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
  let owner
  let signed_in_anew // cookies of the owner after a new password
  let shop // the demo shop

  const open = (options = {}) => owner.open({ ...(signed_in_anew ? { state: signed_in_anew } : {}), ...options })
  const open_as_stranger = () => owner.open({ state: null })
  const ask = async (page, path) => {
    const { status, body } = await page.evaluate(async (address) => {
      const response = await fetch(address)
      return { status: response.status, body: await response.json() }
    }, path)
    assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`)
    return body
  }

  const new_shop = (page) => page.evaluate(async () => {
    const { csrf_token } = await (await fetch('/api/session')).json()
    const made = await fetch('/api/shops', {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf_token },
      body: JSON.stringify({ name: `自分の店 ${crypto.randomUUID().slice(0, 8)}`, currency: 'JPY', time_zone: 'Asia/Tokyo' }),
    })
    return (await made.json()).id
  })

  before(async () => {
    owner = await start_as_owner()
    shop = owner.shop
  })
  after(() => owner?.stop())

  test('a stranger is sent to sign in, and a used link says what to do', async () => {
    const page = await open_as_stranger()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await page.getByRole('button', { name: 'サインイン' }).waitFor()
    assert.deepEqual(await serious_findings(page), [])
    await page.goto(owner.link)
    await page.getByRole('alert').waitFor()
    assert.match(await page.getByRole('alert').innerText(), /30分/)
    await shoot(page, 'sign_in')
    await close_page(page)
  })

  test('the first sign-in offers a password, and the password signs in', async () => {
    const page = await open()
    await page.addInitScript(() => window.sessionStorage.setItem('tsuzuku.welcome', 'due'))
    await page.goto('/')
    await page.getByLabel('新しいパスワード').fill('a long enough password')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('パスワードを保存しました').waitFor()
    const { email } = (await ask(page, '/api/session')).staff
    await close_page(page)

    const again = await open_as_stranger()
    await again.goto('/sign-in')
    await again.getByLabel('メールアドレス').fill(email)
    await again.locator('input[autocomplete=current-password]').fill('not this one')
    await again.getByRole('button', { name: 'サインイン' }).click()
    await again.getByRole('alert').waitFor()
    await again.locator('input[autocomplete=current-password]').fill('a long enough password')
    await again.getByRole('button', { name: 'サインイン' }).click()
    await again.getByRole('navigation', { name: 'メインメニュー' }).waitFor()
    signed_in_anew = await again.context().storageState() // a new password may end the sessions before it
    await close_page(again)
  })

  test('stages show the numbers of the API, and a piece of a strip shows its customers', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    const result = await ask(page, `/api/shops/${shop}/analyses/stages`)
    const [first] = result.rows
    const [first_parts] = result.part_counts
    const box = page.getByRole('button', { name: /^F1 .*お客さまを見る/ }).first()
    await box.waitFor()
    assert.equal(number_in((await box.innerText()).replace('F1', '')), first.customers)
    assert.equal(first_parts.converted + first_parts.within_window + first_parts.gone, first.customers)

    const gone = page.getByRole('button', { name: /^F1 離れた/ })
    const told = number_in((await gone.innerText()).replace(/\D*(?=\d)/, ''))
    assert.equal(told, first_parts.gone)
    await gone.click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('table').waitFor()
    assert.equal(number_in(await drawer.locator('strong').first().innerText()), first_parts.gone)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'stages_who')
    await page.goBack()
    await drawer.waitFor({ state: 'detached' })
    await close_page(page)
  })

  test('an arrow draws its days, filters go to the URL and back', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await page.getByRole('button', { name: /^F2 → F3 の日数/ }).click()
    await page.getByRole('heading', { name: 'F2 → F3 までの日数' }).waitFor()
    await page.getByTestId('chart').locator('svg').waitFor()
    await page.getByRole('button', { name: '細かい条件' }).click()
    const field = page.getByRole('dialog').getByRole('textbox').first()
    await field.fill('90')
    await page.waitForURL(/window_days=90/)
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByText('1件変更').waitFor()
    const asked = await ask(page, `/api/shops/${shop}/analyses/stages?window_days=90`)
    await page.getByText(`/${asked.rows[0].matured.toLocaleString('en-US')})`).first().waitFor()
    await close_page(page)
  })

  test('keys: t shows the table, g i goes to import, ? lists them', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await page.getByRole('heading', { name: 'お客さまはどこで続かなくなるか' }).waitFor()
    await page.keyboard.press('t')
    await page.getByRole('columnheader').first().waitFor()
    assert.match(page.url(), /view=table/)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'キー操作' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.waitForURL(/\/import$/)
    await close_page(page)
  })

  test('a number tells what it is', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await page.getByRole('button', { name: 'この数字とは' }).click()
    const drawer = page.getByRole('dialog')
    for (const word of ['定義', '単位', '数えなかったもの', '仮定', '使った条件']) await drawer.getByText(word, { exact: true }).waitFor()
    await shoot(page, 'about')
    await close_page(page)
  })

  test('CSV and Excel come down as files', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/cohorts`)
    for (const [name, first_bytes] of [['CSV', '\uFEFF'], ['Excel', 'PK']]) {
      const waiting = page.waitForEvent('download')
      await page.getByRole('link', { name }).click()
      const bytes = await readFile(await (await waiting).path(), 'utf8')
      assert.ok(bytes.startsWith(first_bytes), `${name} begins with ${JSON.stringify(bytes.slice(0, 4))}`)
    }
    await close_page(page)
  })

  test('own orders: drop, dry run, import, what was set aside, the stages page', async () => {
    const page = await open()
    await page.goto('/')
    await page.getByRole('navigation', { name: 'メインメニュー' }).waitFor()
    const own = await new_shop(page)
    await page.goto(`/shops/${own}/numbers/stages`)
    await page.getByRole('link', { name: '注文を取り込む' }).click()
    const orders = orders_csv(240)
    const file = { name: '注文.csv', mimeType: 'text/csv', buffer: Buffer.from(with_bad_day(orders.text)) }
    await page.getByTestId('file-field').setInputFiles([file])
    await page.getByText(/と見分けました/).waitFor()
    await page.getByRole('button', { name: '試しに読む' }).click()
    await page.getByText('試しに読んだだけです').or(page.getByText('試し読みです。まだ何も保存していません。')).waitFor()
    await page.getByText('2026/02/30').first().waitFor()
    await shoot(page, 'import_dry_run')
    assert.equal((await ask(page, `/api/shops/${own}/summary`)).orders, 0)

    await page.getByRole('button', { name: '取り込む', exact: true }).click()
    await page.waitForURL(/\/import\/[^/]+$/)
    await page.getByText('取り込みました').waitFor({ timeout: 60_000 })
    await page.getByText(/1行は取り込めませんでした/).waitFor()
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: '取り込めなかった行をCSVで' }).click()
    assert.match(await readFile(await (await waiting).path(), 'utf8'), /X-1,2026\/02\/30/)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'import_result')

    await page.getByRole('link', { name: '数字を見る' }).click()
    const box = page.getByRole('button', { name: /^F1 .*お客さまを見る/ }).first()
    await box.waitFor()
    assert.equal(number_in((await box.innerText()).replace('F1', '')), orders.customers)
    const second = page.getByRole('button', { name: /^F2 .*お客さまを見る/ }).first()
    assert.equal(number_in((await second.innerText()).replace('F2', '')), orders.repeaters)
    await close_page(page)
  })

  test('a file nobody knows asks for its columns', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/import`)
    await page.getByTestId('file-field').setInputFiles([{ name: 'レジ.csv', mimeType: 'text/csv', buffer: Buffer.from('伝票,日付,会員\n1,2026/11/01,7\n') }])
    await page.getByText(/まだ列が決まっていない必須項目/).waitFor()
    assert.ok(await page.getByRole('button', { name: '取り込む', exact: true }).isDisabled())
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'import_mapping')
    await close_page(page)
  })

  test('a mapping is kept by name, deleted, and brought back', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/import`)
    await page.getByTestId('file-field').setInputFiles([{ name: 'レジ.csv', mimeType: 'text/csv', buffer: Buffer.from('伝票,日付,会員,金額\n1,2026/11/01,7,1200\n') }])
    await page.getByLabel('注文日時').selectOption('日付')
    await page.getByText(/単価・明細の金額・合計のどれか/).waitFor()
    assert.ok(await page.getByRole('button', { name: '取り込む', exact: true }).isDisabled(), 'a day alone is no order')
    await page.getByLabel(/^合計/).selectOption('金額')
    await page.getByLabel('対応の名前').fill('店のレジ')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByLabel('保存した対応').selectOption('店のレジ')
    await page.getByRole('button', { name: 'この対応を消す' }).click()
    await page.getByText('対応「店のレジ」を消しました').waitFor()
    assert.deepEqual(await ask(page, `/api/shops/${shop}/mappings`), [])
    await page.getByRole('button', { name: '元に戻す' }).click()
    await page.getByText('対応「店のレジ」を元に戻しました').waitFor()
    assert.deepEqual((await ask(page, `/api/shops/${shop}/mappings`)).map(({ name, mapping }) => [name, mapping]), [['店のレジ', { ordered_at: '日付', total: '金額' }]])
    await close_page(page)
  })

  test('two files that belong together are counted apart', async () => {
    const page = await open()
    await page.goto('/')
    await page.getByRole('navigation', { name: 'メインメニュー' }).waitFor()
    const own = await new_shop(page)
    await page.goto(`/shops/${own}/import`)
    await page.getByTestId('file-field').setInputFiles(yahoo_files().map(({ name, text }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })))
    await page.getByText(/Yahoo!ショッピング.*と見分けました/).waitFor()
    await page.getByRole('button', { name: '取り込む', exact: true }).click()
    await page.getByText('取り込みました').waitFor({ timeout: 60_000 })
    const cells = async (file) => (await page.getByRole('region', { name: 'ファイルごと' }).getByRole('row', { name: file }).getByRole('cell').allInnerTexts()).slice(1)
    assert.deepEqual(await cells('orders.csv'), ['3', '2', '–', '–', '–', '1'])
    assert.deepEqual(await cells('items.csv'), ['4', '–', '3', '0', '4,000', '1'])
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: 'items.csv の行をCSVで' }).click()
    assert.match(await readFile(await (await waiting).path(), 'utf8'), /s-3,1,tea/)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'import_two_files')
    await close_page(page)
  })

  test('a viewer sees numbers, but neither import nor settings of the shop', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/settings/staff`)
    await page.getByRole('textbox', { name: '名前' }).fill('白川 健')
    await page.getByRole('textbox', { name: 'メールアドレス' }).fill(`viewer-${Date.now()}@example.jp`)
    await page.getByRole('button', { name: 'スタッフを加える' }).click()
    const link = await page.getByRole('dialog').getByRole('textbox').inputValue()
    await close_page(page)

    const viewer = await open_as_stranger()
    await viewer.goto(link)
    await viewer.getByRole('button', { name: 'あとで' }).click()
    await viewer.getByRole('heading', { name: '全体', level: 1 }).waitFor()
    await viewer.goto(`/shops/${shop}/numbers/stages`)
    await viewer.getByRole('heading', { name: 'お客さまはどこで続かなくなるか' }).waitFor()
    assert.equal(await viewer.getByRole('link', { name: 'CSV' }).count(), 0)
    await viewer.goto(`/shops/${shop}/import`)
    await viewer.getByText('取込にはオーナーの権限が要ります。').waitFor()
    await viewer.goto(`/shops/${shop}/settings/staff`)
    await viewer.getByText('この項目はオーナーだけが見られます。').waitFor()
    await close_page(viewer)
  })

  test('the record says in words what was exported; on a phone it and the customers of a cell are cards', async () => {
    const page = await open({ viewport: kPhone })
    await page.goto(`/shops/${shop}/numbers/stages?drawer=who&cell.stage=2`)
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('table').waitFor()
    const needs_no_scrolling = (region) => region.evaluate((one) => one.scrollWidth <= one.clientWidth)
    assert.equal(await needs_no_scrolling(drawer.getByRole('region').filter({ has: page.getByRole('table') })), true)
    const csv = await drawer.getByRole('link', { name: /CSV/ }).getAttribute('href')
    await page.evaluate(async (address) => (await fetch(address)).text(), csv)
    await page.goto(`/shops/${shop}/settings/audit`)
    await page.getByText(/^お客さまの一覧 \(CSV\) · F2 · 行数: [\d,]+$/).first().waitFor()
    assert.equal(await needs_no_scrolling(page.getByRole('region', { name: '記録' })), true)
    assert.deepEqual(await serious_findings(page), [])
    await close_page(page)
  })

  test('English by switch, and it stays', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/settings/me`)
    await page.getByRole('radiogroup', { name: '表示の言語' }).getByText('English').click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    assert.equal((await ask(page, '/api/session')).staff.language, 'en')
    await page.getByRole('radiogroup', { name: 'Language' }).first().getByText('日本語').click()
    await page.getByRole('heading', { name: '設定' }).waitFor()
    await close_page(page)
  })

  test('no answer from the server is told, and trying again helps', async () => {
    const page = await open()
    await page.route('**/api/shops/*/analyses/rfm*', (route) => route.abort())
    await page.goto(`/shops/${shop}/numbers/rfm`)
    await page.getByText(/サーバーから返事がありません/).waitFor()
    await shoot(page, 'error')
    await page.unroute('**/api/shops/*/analyses/rfm*')
    await page.getByRole('button', { name: 'もう一度ためす' }).click()
    await page.getByRole('heading', { name: /^RFM：/ }).waitFor()
    await close_page(page)
  })

  const pages = ['numbers', ...kAnalyses.map((name) => `numbers/${name}`), 'numbers/stages?view=table', 'import', 'settings/shop', 'settings/staff', 'settings/me', 'settings/audit']
  const looks = [
    { name: 'light', axe: true }, { name: 'dark', axe: true, dark: true }, { name: 'phone', axe: true, viewport: kPhone },
    { name: 'phone_dark', viewport: kPhone, dark: true }, { name: 'english', language: 'en' },
  ]
  for (const { name, axe, ...options } of looks) {
    test(`every page, ${name}: ${axe ? 'nothing serious for axe, ' : ''}nothing wider than the screen`, async () => {
      const page = await open(options)
      const main_navigation = options.language === 'en' ? 'Main menu' : 'メインメニュー'
      for (const path of pages) {
        await page.goto(`/shops/${shop}/${path}`)
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
        await page.waitForLoadState('networkidle')
        await page.getByRole('navigation', { name: main_navigation }).waitFor() // and not the door
        if (axe) assert.deepEqual(await serious_findings(page), [], path)
        assert.equal(await is_wider_than_screen(page), false, `${path} scrolls sideways`)
        await shoot(page, `${path.replaceAll(/[/?=]/g, '_')}_${name}`)
      }
      await close_page(page)
    })
  }
})
