// The program with its demo shop, a browser, and the owner signed in: what most files of tests begin with.
import { open_browser, open_page } from './browser.mjs'
import { start_program } from './program.mjs'

// `open(options)`: a new page as the owner; options as open_page()'s, of a stranger with `state: null`. `link` is the one
// that signed the owner in and works no more.
export async function start_as_owner() {
  const program = await start_program()
  let browser
  const stop = async () => {
    await browser?.close()
    await program.stop()
  }
  try {
    browser = await open_browser()
    const page = await open_page(browser, { url: program.url })
    await page.goto(program.link)
    await page.getByRole('navigation', { name: 'メインメニュー' }).waitFor()
    const state = await page.context().storageState()
    const shop = await page.evaluate(async () => (await (await fetch('/api/session')).json()).shops[0].id)
    await page.context().close()
    return { shop, link: program.link, open: (options = {}) => open_page(browser, { url: program.url, state, ...options }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
