// A journey in more hands than one: its mails have their form at once, whoever saves second is told, a new version says what
// it changes; and the customers whom nothing reaches.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { close_page, is_wider_than_screen, kPhone, serious_findings, shoot } from './browser.mjs'
import { start_as_owner } from './owner.mjs'
import { kWhyNot } from './program.mjs'

const kSecond = 1_100 // moments of saving are told to the second

describe('versions of a journey and the global holdout on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
  let owner
  let shop
  let journey // address of the one that the first test makes

  const open = (options) => owner.open(options)
  const list_of = (page, name) => page.evaluate(async (path) => (await fetch(path)).json(), `/api/shops/${shop}/${name}`)

  before(async () => {
    owner = await start_as_owner()
    shop = owner.shop
  })
  after(() => owner?.stop())

  test('the mails of an accepted template have their form at once, with the words that were shown', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/journeys/new?from=template`)
    await page.getByRole('listitem').filter({ hasText: 'しばらくご注文のない' }).getByRole('button').click()
    await page.getByRole('button', { name: '公開して始める' }).waitFor()
    journey = new URL(page.url()).pathname
    const templates = await list_of(page, 'templates')
    assert.ok(templates.length >= 2)
    for (const { subject, html, text, blocks } of templates) {
      assert.ok(html.includes(subject) && html.includes('{{unsubscribe_url}}'), 'the subject is the heading')
      assert.ok(text.includes('{{unsubscribe_url}}'))
      assert.equal(blocks.blocks.at(-1).kind, 'footer')
    }
    await page.goto(`/shops/${shop}/messages`)
    await page.getByRole('main').getByRole('listitem').first().waitFor()
    assert.equal(await page.getByRole('main').getByRole('listitem').count(), templates.length)
    assert.equal(await page.getByText('見た目のない').count(), 0)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'messages')
    await close_page(page)
  })

  test('whoever saves second is told, and may write over it', async () => {
    const first = await open()
    const second = await open()
    await first.goto(`${journey}?view=list`)
    await second.goto(`${journey}?view=list`)
    const name_in = (page) => page.getByRole('textbox', { name: 'シナリオの名前' })
    await name_in(second).waitFor()
    await first.waitForTimeout(kSecond)
    await name_in(first).fill('わたしの名前')
    await first.getByText('保存しました').waitFor()
    await name_in(second).fill('あなたの名前')
    await second.getByText('別の方が保存しました').waitFor()
    assert.deepEqual(await serious_findings(second), [])
    await shoot(second, 'saved_meanwhile')
    await second.getByRole('button', { name: '読み込み直す' }).click()
    await second.getByText('別の方が保存しました').waitFor({ state: 'detached' })
    assert.equal(await name_in(second).inputValue(), 'わたしの名前')
    await first.waitForTimeout(kSecond)
    await name_in(second).fill('二人の名前')
    await second.getByText('保存しました').waitFor()
    await name_in(first).fill('やはりわたしの名前')
    await first.getByRole('button', { name: '上書きする' }).click()
    await first.getByText('保存しました').waitFor()
    assert.ok((await list_of(first, 'journeys')).some(({ name }) => name === 'やはりわたしの名前'))
    await close_page(first)
    await close_page(second)
  })

  test('published, it runs', async () => {
    const page = await open()
    await page.goto(journey)
    await page.getByRole('button', { name: '公開して始める' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '公開して始める' }).click()
    await page.getByText('動いています').waitFor()
    await close_page(page)
  })

  test('a new version says what it changes before it is published', async () => {
    const page = await open()
    await page.goto(`${journey}?view=list`)
    await page.getByRole('button', { name: /待つ/ }).first().click()
    await page.getByRole('textbox', { name: 'この部品の呼び名（省けます）' }).fill('一息おく')
    await page.getByText('保存しました').waitFor()
    await page.getByRole('button', { name: '公開する' }).click()
    const changes = page.getByRole('dialog').getByRole('region', { name: 'いま動いている版から変わるところ' })
    await changes.getByText('変えた部品 1').waitFor()
    assert.match(await changes.getByRole('listitem').innerText(), /一息おく.*呼び名/s)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'journey_changes')
    await close_page(page)
  })

  test('some are held out of everything, and it says how many before it happens', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/results`)
    await page.getByText('いまは全員').waitFor()
    await page.getByRole('textbox', { name: 'どの施策も届けない割合' }).fill('5')
    await page.getByRole('button', { name: 'この割合にする' }).click()
    await page.getByRole('dialog').getByText('これからシナリオも一斉配信も届きません').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'この割合にする' }).click()
    await page.getByText('には、どの施策も届きません').waitFor()
    await page.getByRole('heading', { name: 'まだ比べられる方がいません' }).waitFor()
    await page.getByRole('link', { name: 'やはりわたしの名前' }).waitFor()
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'results')
    await close_page(page)
    const phone = await open({ viewport: kPhone, dark: true })
    await phone.goto(`/shops/${shop}/results`)
    await phone.getByText('には、どの施策も届きません').waitFor()
    assert.equal(await is_wider_than_screen(phone), false)
    assert.deepEqual(await serious_findings(phone), [])
    await shoot(phone, 'results_phone')
    await close_page(phone)
  })
})
