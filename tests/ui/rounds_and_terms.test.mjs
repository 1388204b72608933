// Rounds of subscriptions in the weakest link and the planner, the terms of profit that a shop keeps, and the customers of a
// cell that no condition can say.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { close_page, is_wider_than_screen, kPhone, serious_findings, shoot } from './browser.mjs'
import { start_as_owner } from './owner.mjs'
import { kWhyNot } from './program.mjs'

describe('rounds and terms of profit on the running server', { skip: kWhyNot, timeout: 600_000 }, () => {
  let owner
  const at = (path) => `/shops/${owner.shop}/${path}`

  before(async () => {
    owner = await start_as_owner()
  })
  after(async () => owner?.stop())

  test('rounds stand in the ranking, and lead to who waits there', async () => {
    const page = await owner.open()
    await page.goto(at('numbers/weakest_link'))
    const round = page.getByRole('button', { name: /定期 1回目 → 2回目/ })
    await round.waitFor()
    await shoot(page, 'weakest_link_rounds')
    await round.click()
    await page.getByRole('dialog').getByText(/定期の1回目のお届けから/).first().waitFor()
    assert.match(page.url(), /cell\.chain=round/)
    await close_page(page)
  })

  test('the planner moves the rates of rounds, with the LTV of a contract', async () => {
    const page = await owner.open()
    await page.goto(at('numbers/planner'))
    await page.getByText('定期', { exact: true }).last().click()
    await page.getByText('LTV（契約1件あたり・期限なし）').waitFor()
    const slider = page.getByRole('slider', { name: /定期 1回目/ })
    await slider.focus()
    for (let i = 0; i < 20; ++i) await page.keyboard.press('ArrowRight')
    await page.getByText(/▲ \+2\.0/).waitFor()
    await page.waitForLoadState('networkidle')
    await shoot(page, 'planner_rounds')
    assert.match(page.url(), /chain=round/)
    await close_page(page)
  })

  test('the terms of profit are kept, and the numbers are made with them', async () => {
    const page = await owner.open()
    await page.goto(at('settings/profit'))
    await page.getByText('まだ決めていません').waitFor()
    await page.getByLabel('粗利率（原価の無い商品に）').fill('40')
    await page.getByLabel('送料（1出荷）').fill('600')
    await page.getByLabel('決済手数料').fill('3.6')
    await page.getByText('¥1,220').waitFor()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText(/この店の前提で計算しています/).waitFor()
    assert.deepEqual(await serious_findings(page), [])
    await shoot(page, 'settings_profit')
    await page.goto(at('numbers/weakest_link'))
    await page.getByText('利益の前提（粗利率・送料・決済手数料）は、この店の設定のものです。').waitFor()
    await page.goto(at('settings/profit'))
    await page.getByRole('button', { name: '初期値に戻す' }).click()
    await page.getByText('まだ決めていません').waitFor()
    await close_page(page)
  })

  test('the terms of profit fit a phone', async () => {
    const page = await owner.open({ viewport: kPhone, dark: true })
    await page.goto(at('settings/profit'))
    await page.getByLabel('送料（1出荷）').waitFor()
    assert.equal(await is_wider_than_screen(page), false)
    await shoot(page, 'settings_profit_phone_dark')
    await close_page(page)
  })

  test('a cell that no condition can say becomes a list', async () => {
    const page = await owner.open()
    await page.goto(at('numbers/deciles?drawer=who&cell.decile=1'))
    await page.getByRole('button', { name: 'このお客さまをセグメントにする' }).click()
    const keep = page.getByRole('dialog', { name: '顔ぶれを固定のセグメントにする' })
    await keep.waitFor()
    await shoot(page, 'keep_cell')
    await keep.getByLabel('名前').fill('上位の方')
    await keep.getByRole('button', { name: '固定して保存する' }).click()
    await page.getByRole('heading', { name: /上位の方/ }).waitFor()
    await page.getByText(/デシル.*基準日/).first().waitFor()
    await page.waitForLoadState('networkidle')
    await shoot(page, 'kept_cell')
    await close_page(page)
  })
})
