// Customers and segments in the browser: found, looked at, written about, named by a condition.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { close_page, is_wider_than_screen, kPhone, serious_findings, shoot } from './browser.mjs'
import { start_as_owner } from './owner.mjs'
import { kWhyNot } from './program.mjs'

describe('customers and segments on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
  let owner
  let shop
  let customer // the one who bought most often

  const open = (options) => owner.open(options)
  const ask = (page, path, body) =>
    page.evaluate(async ([address, told]) => {
      const { csrf_token } = await (await fetch('/api/session')).json()
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf_token }
      const response = await fetch(address, told ? { method: 'POST', headers, body: JSON.stringify(told) } : {})
      return response.json()
    }, [`/api/shops/${shop}/${path}`, body])

  before(async () => {
    owner = await start_as_owner()
    shop = owner.shop
    const page = await open()
    await page.goto(`/shops/${shop}/customers`)
    customer = (await ask(page, 'customers?sort=purchases&page_size=1')).customers[0]
    await page.context().close()
  })
  after(() => owner?.stop())

  test('a customer is found while typing, by the keyboard alone, and "back" leads to the same list', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/customers`)
    await page.getByRole('table').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(customer.number)
    await page.waitForURL(new RegExp(`words=${customer.number}`))
    await page.getByRole('link', { name: customer.name }).first().waitFor()
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'customers_found')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: customer.name }).waitFor()
    assert.match(page.url(), new RegExp(`/customers/${customer.id}`))
    await page.goBack()
    assert.equal(await page.getByRole('searchbox', { name: '検索' }).inputValue(), customer.number)
    await page.getByRole('searchbox', { name: '検索' }).fill('ぬぬぬぬ')
    await page.getByText('見つかりませんでした').waitFor()
    await close_page(page)
  })

  test('a note is written, mended, removed and brought back', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/customers/${customer.id}`)
    await page.getByRole('heading', { level: 1, name: customer.name }).waitFor()
    await page.getByRole('textbox', { name: 'メモ' }).waitFor()
    await page.keyboard.press('n')
    await page.keyboard.type('土曜の午前がよいとのこと')
    await page.keyboard.press('Control+Enter')
    const note = page.getByRole('listitem').filter({ hasText: '土曜の午前がよいとのこと' })
    await note.getByRole('button', { name: '直す' }).click()
    await page.getByRole('textbox', { name: 'メモ' }).last().fill('日曜の午後がよいとのこと')
    await page.getByRole('button', { name: '保存する' }).click()
    const mended = page.getByRole('listitem').filter({ hasText: '日曜の午後がよいとのこと' })
    await mended.getByRole('button', { name: '消す' }).click()
    await page.getByText('メモを消しました').waitFor()
    await mended.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '元に戻す' }).click()
    await mended.waitFor()
    await close_page(page)
  })

  test('tags and consents; the timeline shows what is asked of it', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/customers/${customer.id}`)
    await page.getByRole('button', { name: 'タグを付ける' }).click()
    await page.getByRole('combobox', { name: 'タグの名前' }).fill('お茶好き')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'タグ「お茶好き」を外す' }).click()
    await page.getByText('外しました').waitFor()
    await page.getByRole('button', { name: '元に戻す' }).click()
    await page.getByRole('button', { name: 'タグ「お茶好き」を外す' }).waitFor()

    await page.getByRole('button', { name: '聞いたことを記録する' }).click()
    await page.getByRole('textbox', { name: '根拠' }).fill('電話で「メールならよい」と')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('✓ 同意').waitFor()
    assert.equal((await ask(page, `customers/${customer.id}`)).consents[0].state, 'given')

    const kinds = page.getByRole('group', { name: 'これまでの出来事' })
    await kinds.getByRole('button', { name: '同意' }).click()
    await page.waitForURL(/kinds=consent/)
    await page.getByText('ここから始まりました').waitFor()
    await kinds.getByRole('button', { name: 'すべて' }).click()
    await page.getByRole('button', { name: 'もっと前を見る' }).click()
    await close_page(page)
  })

  test('names lead to the customer: of a task, of the list behind a figure', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages?drawer=who&cell.stage=2`)
    await page.getByRole('dialog').getByRole('table').getByRole('link').first().click()
    await page.getByText('これまでの出来事').waitFor()
    await page.goto(`/shops/${shop}/today`)
    await page.keyboard.press('j')
    const card = page.locator('[data-card]').first()
    if (await card.count()) {
      await card.getByRole('link').first().click()
      await page.getByText('これまでの出来事').waitFor()
    }
    await close_page(page)
  })

  test('a condition is clicked together and counted, its text says the same, and it becomes a segment', async () => {
    const page = await open()
    const name = `2回で止まった方 ${Date.now()}` // names are taken once
    await page.goto(`/shops/${shop}/segments/new`)
    await page.getByRole('button', { name: '条件を足す' }).click()
    await page.getByRole('combobox', { name: '項目' }).or(page.getByRole('textbox', { name: '項目' })).first().fill('days since last')
    await page.locator('[role=option]:visible').first().click()
    await page.getByRole('textbox', { name: /^値/ }).fill('３０')
    await page.waitForURL(/condition=days_since_last_purchase/)
    const text = page.getByRole('textbox', { name: '文字の条件' })
    assert.equal(await text.inputValue(), 'days_since_last_purchase >= 30')
    const counted = await ask(page, 'segments/count', { condition: 'days_since_last_purchase >= 30' })
    await page.getByRole('status').filter({ hasText: counted.customers.toLocaleString('en-US') }).first().waitFor()
    assert.deepEqual(await serious_findings(page), [])

    await text.fill('days_since_last_purchase >= 30 und stage = 2')
    await page.getByRole('alert').waitFor()
    await text.fill('days_since_last_purchase >= 30 and stage = 2')
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.getByRole('combobox', { name: '比べ方' }).nth(1).waitFor()
    await page.getByRole('textbox', { name: '名前', exact: true }).fill(name)
    await page.getByRole('button', { name: 'この条件で保存する' }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await shoot(page, 'segment')

    await page.getByRole('button', { name: '固定する' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '固定する' }).click()
    await page.getByText('に固定しました').waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '削除する' }).click()
    await page.getByText('を削除しました').waitFor()
    await page.getByRole('button', { name: '元に戻す' }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await close_page(page)
  })

  test('the customers behind a cell become a segment of as many', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/numbers/stages?drawer=who&cell.stage=3`)
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('table').waitFor()
    const people = await drawer.locator('strong').first().innerText()
    await drawer.getByRole('button', { name: 'このお客さまをセグメントにする' }).click()
    await page.waitForURL(/segments\/new\?condition=/)
    await page.getByRole('status').filter({ hasText: people.replace('人', '') }).first().waitFor()
    assert.notEqual(await page.getByRole('textbox', { name: '名前', exact: true }).inputValue(), '')
    await close_page(page)
  })

  const looks = [
    { name: 'light', axe: true }, { name: 'dark', axe: true, dark: true }, { name: 'phone', axe: true, viewport: kPhone }, { name: 'english', language: 'en' },
  ]
  for (const { name, axe, ...options } of looks) {
    test(`every page of customers and segments, ${name}`, async () => {
      const page = await open(options)
      const condition = encodeURIComponent('purchases(product = "A") in the last 90 days >= 2 or (stage = 1 and has_mail)')
      for (const path of ['customers', `customers/${customer.id}`, 'segments', `segments/new?condition=${condition}`, 'today']) {
        await page.goto(`/shops/${shop}/${path}`)
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
        await page.waitForLoadState('networkidle')
        if (axe) assert.deepEqual(await serious_findings(page), [], path)
        assert.equal(await is_wider_than_screen(page), false, `${path} scrolls sideways`)
        await shoot(page, `people_${path.replaceAll(/[/?=%].*/g, '')}_${name}`)
      }
      await close_page(page)
    })
  }
})
