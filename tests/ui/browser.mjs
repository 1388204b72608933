// Chromium as a shop's staff use it: Japanese, in Tokyo. Errors on the page fail the test that saw them.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const of_ui = createRequire(new URL('../../ui/package.json', import.meta.url))
const { chromium } = of_ui('playwright-core')
const { AxeBuilder } = of_ui('@axe-core/playwright')

const kShots = fileURLToPath(new URL('../../test-results/ui/', import.meta.url))
const kArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]
export const kWide = { width: 1440, height: 900 }
export const kPhone = { width: 390, height: 844 }

export async function open_browser() {
  await mkdir(kShots, { recursive: true })
  return chromium.launch({ executablePath: process.env.TSUZUKU_CHROMIUM ?? '/usr/bin/chromium', args: kArguments })
}

export async function open_page(browser, { url, state, viewport = kWide, dark = false, language = 'ja' } = {}) {
  const context = await browser.newContext({
    baseURL: url, viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', colorScheme: dark ? 'dark' : 'light', acceptDownloads: true,
    ...(state ? { storageState: state } : {}),
  })
  await context.addInitScript((chosen) => {
    if (window === window.top) window.localStorage.setItem('tsuzuku.language', chosen) // a sandboxed frame has no storage
  }, language)
  const page = await context.newPage()
  page.problems = []
  page.on('pageerror', (error) => page.problems.push(error.message))
  page.on('console', (message) => {
    // A refused request is told by the browser as well; whether it was right to be refused is the test's own question.
    // A sandboxed frame refuses the script above, as it refuses any.
    if (message.type() !== 'error' || /^Failed to load resource|^Blocked script execution in 'about:srcdoc'/.test(message.text())) return
    page.problems.push(message.text())
  })
  return page
}

export async function close_page(page) {
  const { problems } = page
  await page.context().close()
  assert.deepEqual(problems, [], 'errors in the console of the page')
}

export async function shoot(page, name) {
  await page.screenshot({ path: `${kShots}${name}.png` })
}

export async function serious_findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).slice(0, 4).join(' | ')}`)
}

export async function is_wider_than_screen(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}
