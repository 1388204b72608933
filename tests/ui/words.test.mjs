// What goes out and what is only written: drafts of mails beside the words that were published.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { close_page, serious_findings, shoot } from './browser.mjs'
import { start_as_owner } from './owner.mjs'
import { kWhyNot } from './program.mjs'

describe('drafts and published words on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
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

  test('mails that were never sent are drafts', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/journeys/new?from=template`)
    await page.getByRole('listitem').filter({ hasText: 'しばらくご注文のない' }).getByRole('button').click()
    await page.getByRole('button', { name: '公開して始める' }).waitFor()
    journey = new URL(page.url()).pathname
    const templates = await list_of(page, 'templates')
    assert.ok(templates.length >= 2 && templates.every(({ published_at, unpublished_changes }) => published_at === null && unpublished_changes))
    await page.goto(`/shops/${shop}/messages`)
    await page.getByText('下書き', { exact: true }).first().waitFor()
    assert.equal(await page.getByText('下書き', { exact: true }).count(), templates.length)
    assert.deepEqual(await serious_findings(page), [])
    await close_page(page)
  })

  test('publishing the journey says which mails go out with it, and publishes them', async () => {
    const page = await open()
    await page.goto(journey)
    await page.getByRole('button', { name: '公開して始める' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('はじめて使う文面は').waitFor()
    await dialog.getByRole('button', { name: '公開して始める' }).click()
    await page.getByText('動いています').waitFor()
    const templates = await list_of(page, 'templates')
    assert.ok(templates.every(({ published_at, unpublished_changes }) => published_at !== null && !unpublished_changes))
    await close_page(page)
  })

  test('what is rewritten goes out only when somebody says so, here or where it is used', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/messages`)
    await page.getByRole('main').getByRole('link').first().click()
    await page.getByRole('textbox', { name: '件名', exact: true }).waitFor()
    await page.getByText('配信中の内容', { exact: true }).waitFor()
    assert.equal(await page.getByRole('button', { name: '配信に使う' }).isDisabled(), true)
    const words = page.getByRole('textbox', { name: '文章', exact: true }).first()
    await words.fill('書き直した言葉です。')
    await page.getByText('配信中とちがう下書き').waitFor()
    await page.getByRole('button', { name: '配信に使う' }).click()
    await page.getByRole('dialog').getByText('シナリオ:').waitFor()
    await shoot(page, 'mail_publish')
    await page.getByRole('dialog').getByRole('button', { name: '配信に使う' }).click()
    await page.getByText('配信中の内容', { exact: true }).waitFor()
    await words.fill('もう一度書き直した言葉です。')
    await page.getByText('配信中とちがう下書き').waitFor()
    await page.goto(journey)
    await page.getByRole('button', { name: 'いまの下書きを配信に使う' }).click()
    await page.getByText('まだ配信に使っていない書き直し').waitFor({ state: 'detached' })
    const templates = await list_of(page, 'templates')
    assert.ok(templates.every(({ unpublished_changes }) => !unpublished_changes))
    assert.ok(templates.some(({ text }) => text.includes('もう一度書き直した言葉です。')))
    await close_page(page)
  })
})
