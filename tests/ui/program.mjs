// The running server that the browser looks at. TSUZUKU_URL and TSUZUKU_SIGN_IN_LINK name one that is there already;
// else the program under test is started on a fresh data directory with a demo shop and stopped again.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const kDemoOrders = '6000'
const kStartMilliseconds = 60_000

export const kWhyNot =
  process.env.TSUZUKU_URL || process.env.TSUZUKU_BINARY ? false : 'TSUZUKU_BINARY names no program and TSUZUKU_URL no server'

function free_port() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

// The one-time link is the only thing that looks like one in what `serve` prints.
function link_of(child) {
  return new Promise((resolve, reject) => {
    let output = ''
    const timer = setTimeout(() => reject(new Error(`the server printed no sign-in link:\n${output}`)), kStartMilliseconds)
    const read = (chunk) => {
      output += chunk
      const link = /https?:\/\/\S+\/sign-in\?token=\S+/.exec(output)?.[0]
      if (!link) return
      clearTimeout(timer)
      resolve(link)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output}`)))
  })
}

export async function start_program() {
  if (process.env.TSUZUKU_URL) {
    return { url: process.env.TSUZUKU_URL.replace(/\/$/, ''), link: process.env.TSUZUKU_SIGN_IN_LINK, stop: async () => {} }
  }
  const binary = process.env.TSUZUKU_BINARY
  const data = await mkdtemp(join(tmpdir(), 'tsuzuku-ui-'))
  await run(binary, ['demo', '--data', data, '--orders', kDemoOrders])
  const port = await free_port()
  const child = spawn(binary, ['serve', '--data', data, '--address', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.removeAllListeners('exit')
    child.kill('SIGTERM')
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000))])
    await rm(data, { recursive: true, force: true })
  }
  try {
    return { url: `http://127.0.0.1:${port}`, link: await link_of(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
