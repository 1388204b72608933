// Journeys, messages and the settings of mail in the browser: proposed, drawn, written, checked.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { close_page, is_wider_than_screen, kPhone, open_browser, open_page, serious_findings, shoot } from './browser.mjs'
import { kWhyNot, start_program } from './program.mjs'

describe('journeys and messages on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
  let program
  let browser
  let state // cookies of the signed-in owner
  let shop
  let journey // address of the draft that the first test makes

  const open = (options = {}) => open_page(browser, { url: program.url, state, ...options })

  before(async () => {
    program = await start_program()
    browser = await open_browser()
    const page = await open_page(browser, { url: program.url })
    await page.goto(program.link)
    await page.getByRole('navigation', { name: 'メインメニュー' }).waitFor()
    state = await page.context().storageState()
    shop = await page.evaluate(async () => (await (await fetch('/api/session')).json()).shops[0].id)
    await page.context().close()
  })
  after(async () => {
    await browser?.close()
    await program?.stop()
  })

  test('numbers propose a journey with reasons; one message is left out, the rest becomes a draft', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/journeys/new`)
    await page.getByRole('heading', { name: 'そう考えた理由' }).waitFor()
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'journey_proposal')
    const kept = page.getByRole('checkbox', { name: /を届ける/ })
    const proposed = await kept.count()
    assert.ok(proposed >= 2, 'there is more than one message')
    await kept.last().uncheck()
    await page.getByRole('button', { name: 'この内容で下書きを作る' }).click()
    await page.getByRole('group', { name: /^送る。/ }).first().waitFor()
    journey = new URL(page.url()).pathname
    assert.equal(await page.getByRole('group', { name: /^送る。/ }).count(), proposed - 1)
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'journey_canvas')
    await close_page(page)
  })

  test('a step is put in between, undone, done again and kept', async () => {
    const page = await open()
    await page.goto(journey)
    const steps = page.locator('.react-flow__node')
    await steps.first().waitFor()
    const before_it = await steps.count()
    await page.getByRole('button', { name: /の次に加える/ }).first().click()
    await page.getByRole('menuitem', { name: '人に頼む' }).click()
    await page.getByRole('textbox', { name: /用件|すること|題/ }).first().waitFor()
    assert.equal(await steps.count(), before_it + 1)
    await page.getByRole('button', { name: /^直すところ/ }).waitFor()
    await page.getByRole('button', { name: '元に戻す' }).click()
    assert.equal(await steps.count(), before_it)
    await page.getByRole('button', { name: 'やり直す' }).click()
    await page.getByText('保存しました').waitFor()
    await page.reload()
    await steps.first().waitFor()
    assert.equal(await steps.count(), before_it + 1)
    await page.getByRole('button', { name: '公開して始める' }).click()
    await page.getByText('直すところが残っているため、公開できません。').waitFor()
    await close_page(page)
  })

  test('on a phone the journey is a list, and its steps can be edited', async () => {
    const page = await open({ viewport: kPhone, dark: true })
    await page.goto(journey)
    await page.getByRole('button', { name: /出来事で入る/ }).waitFor()
    assert.equal(await is_wider_than_screen(page), false)
    await page.getByRole('button', { name: /日後の/ }).first().click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'この部品の呼び名（省けます）' }).fill('はじめの一息')
    await page.getByText('保存しました').waitFor()
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'journey_phone')
    await close_page(page)
  })

  test('a mail is written: what is wrong is told at its block, the preview fills fields in, the footer stays', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/messages`)
    await page.getByRole('main').getByRole('link').first().click()
    const words = page.getByRole('textbox', { name: '文章', exact: true }).first()
    await words.fill('{{customer.last_name}}さま、**新茶**です。')
    const block = page.getByRole('article').filter({ has: words })
    await block.getByText('空のお客様がいます').waitFor()
    await words.fill("{{customer.last_name | 'お客'}}さま、**新茶**です。")
    await page.getByText('送れる状態です。').waitFor()
    const mail = page.frameLocator('iframe[title="メールの見え方"]')
    await mail.getByText('さま、').waitFor()
    assert.equal(await mail.locator('b').first().textContent(), '新茶')
    assert.equal(await page.getByRole('button', { name: '署名と配信停止を外す' }).count(), 0)
    await page.getByText('保存しました').waitFor()
    await shoot(page, 'mail_editor')
    await close_page(page)
  })

  test('quiet hours are kept for everything the shop sends', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/settings/mail?part=rules`)
    await page.getByRole('button', { name: '時間帯を加える' }).click()
    await page.getByRole('button', { name: '上限を加える' }).click()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('保存しました').waitFor()
    await page.reload()
    assert.equal(await page.getByLabel(/^から/).first().inputValue(), '21:00')
    assert.equal(await page.getByLabel('多くて何通').first().inputValue(), '3')
    assert.deepEqual(await serious_findings(page), [])
    await close_page(page)
  })

  test('the password of the mail server is kept and never shown again', async () => {
    const page = await open()
    await page.goto(`/shops/${shop}/settings/mail`)
    const fill = (name, value) => page.getByRole('textbox', { name }).fill(value)
    await fill(/^差出人の名前/, '見本の店')
    await fill(/^差出人のアドレス/, 'hello@shop.example')
    await fill(/^住所/, '東京都千代田区1-1')
    await fill(/^苦情/, 'https://shop.example/contact')
    await fill(/^送信サーバー \*|^送信サーバー$/, 'smtp.shop.example')
    await page.getByLabel('送信のパスワード').fill('secret-of-the-server')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('保存してあります。').waitFor()
    await page.reload()
    await page.getByText('保存してあります。').waitFor()
    assert.equal((await page.content()).includes('secret-of-the-server'), false)
    assert.deepEqual(await serious_findings(page), [])
    await close_page(page)
  })
})
