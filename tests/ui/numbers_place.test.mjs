// The numbers as a place to think: the overview, the way between analyses, the as-of day under the hand, two answers side by
// side, filters in the URL.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { close_page, is_wider_than_screen, kPhone, serious_findings, shoot } from './browser.mjs'
import { start_as_owner } from './owner.mjs'
import { kWhyNot } from './program.mjs'

const kWithoutPage = new Set(['customers', 'r30'])
const kSlowAnswer = 400 // ms: longer than a move of the hand on any machine

describe('the numbers on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
  let owner
  let shop
  let analyses // those with a page
  let summary

  const open = (options) => owner.open(options)
  const ask = (page, path) => page.evaluate(async (address) => (await fetch(address)).json(), path)
  const settled = async (page) => {
    await page.waitForLoadState('networkidle')
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  }

  before(async () => {
    owner = await start_as_owner()
    shop = owner.shop
    const page = await open()
    await page.goto('/')
    analyses = (await ask(page, '/api/analyses?language=ja')).filter(({ name }) => !kWithoutPage.has(name))
    summary = await ask(page, `/api/shops/${shop}/summary`)
    await close_page(page)
  })
  after(() => owner?.stop())

  test('the overview is seen first, and each of its cards leads to its analysis', async () => {
    const page = await open()
    await page.goto('/')
    await page.waitForURL(/\/numbers$/)
    await page.getByRole('heading', { name: '全体', level: 1 }).waitFor()
    await settled(page)
    const links = await page.getByRole('link', { name: /をくわしく$/ }).all()
    assert.ok(links.length >= 2)
    const known = new Set(analyses.map(({ name }) => name))
    for (const link of links) {
      const target = /\/numbers\/([a-z0-9_]+)/.exec(await link.getAttribute('href'))?.[1]
      assert.ok(known.has(target), `a card leads to ${target}`)
    }
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'numbers_overview')
    await links[0].click()
    await page.waitForURL(/\/numbers\/[a-z0-9_]+/)
    await close_page(page)
  })

  test('net sales of the last full month are those of the API', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers`)
    await settled(page)
    const title = await page.getByRole('heading', { name: /の純売上$/ }).innerText()
    const month = /(\d{4})\/(\d{2})/.exec(title).slice(1).join('-')
    const { rows } = await ask(page, `/api/shops/${shop}/analyses/net_sales?from=${month}-01&to=${month}-28`)
    assert.equal(rows.length, 1)
    const all = await ask(page, `/api/shops/${shop}/analyses/net_sales`)
    const { net } = all.rows.find((row) => row.month.startsWith(month))
    await page.getByTitle(`¥${net.toLocaleString('en-US')}`, { exact: true }).waitFor()
    await close_page(page)
  })

  test('every analysis is one touch away, wide and on a phone, and filters go along', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers?as_of=${summary.first_day}`)
    const list = page.getByRole('navigation', { name: '数字の一覧' })
    await list.waitFor()
    assert.equal(await list.getByRole('link').count(), analyses.length + 1)
    await list.getByRole('link', { name: 'RFM', exact: true }).click()
    await page.waitForURL(new RegExp(`/numbers/rfm\\?as_of=${summary.first_day}`))
    await close_page(page)

    const phone = await open({ viewport: kPhone })
    await phone.goto(`/shops/${shop}/numbers/stages`)
    await phone.getByRole('button', { name: /ほかの数字を選ぶ/ }).click()
    const sheet = phone.getByRole('dialog')
    await sheet.getByRole('link', { name: '純売上', exact: true }).waitFor()
    assert.deepEqual(await serious_findings(phone), [])
    await shoot(phone, 'numbers_sheet_phone')
    await sheet.getByRole('link', { name: '純売上', exact: true }).click()
    await phone.waitForURL(/\/numbers\/net_sales/)
    await sheet.waitFor({ state: 'detached' })
    await close_page(phone)
  })

  test('every analysis has its page: a drawing, a table, nothing serious for axe, nothing wider than a phone', async () => {
    const page = await open()
    for (const { name } of analyses) {
      await page.goto(`/shops/${shop}/numbers/${name}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await settled(page)
      assert.equal(await page.getByRole('alert').count(), 0, name)
      assert.deepEqual(await serious_findings(page), [], name)
      await shoot(page, `numbers_${name}`)
      await page.keyboard.press('t')
      await page.waitForURL(/view=table/)
    }
    await close_page(page)
    const phone = await open({ viewport: kPhone, dark: true })
    for (const { name } of analyses) {
      await phone.goto(`/shops/${shop}/numbers/${name}`)
      await phone.getByRole('heading', { level: 1 }).waitFor()
      await settled(phone)
      assert.equal(await is_wider_than_screen(phone), false, `${name} scrolls sideways`)
      await shoot(phone, `numbers_${name}_phone`)
    }
    await close_page(phone)
  })

  test('the as-of day moves by keys and by hand, asks no more than one question at a time, and rests in the URL', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await settled(page)
    const slider = page.getByRole('slider', { name: '基準日' })
    await slider.focus()
    await page.keyboard.press('PageDown')
    await page.waitForURL(/as_of=/)
    const asked = new URL(page.url()).searchParams.get('as_of')
    assert.ok(asked < summary.as_of && asked > summary.first_day)
    const { rows } = await ask(page, `/api/shops/${shop}/analyses/stages?as_of=${asked}`)
    await page.getByRole('button', { name: new RegExp(`^F1 ${rows[0].customers.toLocaleString('en-US')}人が到達`) }).first().waitFor()

    let under_way = 0
    let most = 0
    let questions = 0
    await page.route('**/analyses/stages?*', async (route) => {
      most = Math.max(most, ++under_way)
      ++questions
      await new Promise((resolve) => { setTimeout(resolve, kSlowAnswer) })
      await route.continue()
      --under_way
    })
    const box = await slider.boundingBox()
    const steps = 40
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2)
    await page.mouse.down()
    for (let i = 0; i < steps; ++i) {
      await page.mouse.move(box.x + box.width * (0.9 - 0.01 * i), box.y + box.height / 2)
      await page.waitForTimeout(15)
      assert.equal(await page.locator('h1').count(), 1)
    }
    await page.mouse.up()
    await settled(page)
    assert.equal(most, 1, 'one question at a time')
    assert.ok(questions > 1 && questions < steps, `${questions} questions for ${steps} moves`)
    const rested = new URL(page.url()).searchParams.get('as_of')
    assert.ok(rested < asked)
    const answer = await ask(page, `/api/shops/${shop}/analyses/stages?as_of=${rested}&language=ja`)
    await page.getByRole('button', { name: new RegExp(`^F1 ${answer.rows[0].customers.toLocaleString('en-US')}人が到達`) }).first().waitFor()
    await close_page(page)
  })

  test('two days stand side by side, with differences that are those of the two answers', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await settled(page)
    await page.keyboard.press('v')
    await page.waitForURL(/vs=as_of/)
    const other = new URL(page.url()).searchParams.get('vs.as_of')
    const now = await ask(page, `/api/shops/${shop}/analyses/stages`)
    const then = await ask(page, `/api/shops/${shop}/analyses/stages?as_of=${other}`)
    const change = now.rows[0].customers - then.rows[0].customers
    const table = page.getByRole('region', { name: '違い' })
    await table.getByText(`+${change.toLocaleString('en-US')} (`).first().waitFor()
    await page.getByText('くじで分けた比較ではない').waitFor()
    await settled(page)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'numbers_compared')
    await page.getByRole('button', { name: '比べるのをやめる' }).click()
    await table.waitFor({ state: 'detached' })
    assert.equal(new URL(page.url()).search, '')
    await close_page(page)
  })

  test('two sources stand side by side, and a cell of the second shows the customers of the second', async () => {
    const [first, second] = summary.sources
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/cpm?source=${encodeURIComponent(first)}&vs=source&vs.source=${encodeURIComponent(second)}`)
    const pane = page.getByRole('region', { name: second, exact: true })
    await pane.waitFor()
    await settled(page)
    await shoot(page, 'numbers_sources')
    const { rows } = await ask(page, `/api/shops/${shop}/analyses/cpm?source=${encodeURIComponent(second)}`)
    const tile = rows.find(({ cell, active, customers }) => cell === 'first' && active === false && customers > 0)
    await pane.getByRole('button', { name: new RegExp(`${tile.customers.toLocaleString('en-US')}人`) }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('table').waitFor()
    assert.equal((await drawer.locator('strong').first().innerText()).replace(/\D/g, ''), String(tile.customers))
    await close_page(page)
  })

  test('every analysis can be compared, in English as well, wide and on a phone', async () => {
    const page = await open({ language: 'en' })
    const phone = await open({ language: 'en', viewport: kPhone })
    for (const { name } of analyses) {
      const path = `/shops/${shop}/numbers/${name}?vs=as_of&vs.as_of=${summary.first_day}`
      await page.goto(path)
      await page.getByRole('heading', { name: 'Differences' }).waitFor()
      await settled(page)
      assert.equal(await page.getByRole('alert').count(), 0, name)
      await phone.goto(path)
      await phone.getByRole('heading', { name: 'Differences' }).waitFor()
      await settled(phone)
      assert.equal(await is_wider_than_screen(phone), false, `${name} scrolls sideways`)
      await shoot(phone, `numbers_${name}_compared_phone`)
    }
    await close_page(page)
    await close_page(phone)
  })

  test('a payment method and a product narrow the numbers and stay in the URL', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages`)
    await settled(page)
    const methods = summary.payment_methods ?? []
    const field = page.getByRole('combobox', { name: '支払方法' })
    assert.equal(await field.count(), methods.length > 0 ? 1 : 0)
    if (methods.length > 0) {
      await field.selectOption(methods[0])
      await page.waitForURL(/payment_method=/)
      const { rows } = await ask(page, `/api/shops/${shop}/analyses/stages?payment_method=${encodeURIComponent(methods[0])}`)
      await page.getByRole('button', { name: new RegExp(`^F1 ${rows[0].customers.toLocaleString('en-US')}人が到達`) }).first().waitFor()
    }
    await close_page(page)
  })

  test('no orders, no answer: the page says so and shows a way on', async () => {
    const page = await open()
    await page.goto('/')
    const empty = await page.evaluate(async () => {
      const { csrf_token } = await (await fetch('/api/session')).json()
      const made = await fetch('/api/shops', {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf_token },
        body: JSON.stringify({ name: `空の店 ${crypto.randomUUID().slice(0, 8)}`, currency: 'JPY', time_zone: 'Asia/Tokyo' }),
      })
      return (await made.json()).id
    })
    for (const path of ['numbers', 'numbers/stages']) {
      await page.goto(`/shops/${empty}/${path}`)
      await page.getByRole('link', { name: '注文を取り込む' }).waitFor()
      assert.deepEqual(await serious_findings(page), [])
    }
    await page.route('**/analyses/net_sales?*', (route) => route.abort())
    await page.goto(`/shops/${shop}/numbers`)
    await page.getByText(/サーバーから返事がありません/).waitFor()
    await page.getByRole('heading', { name: 'どこで止まるか', exact: true }).last().waitFor()
    await shoot(page, 'numbers_card_error')
    await close_page(page)
  })
})
