// The mock server inside `vite` and `vite preview`, on when TSUZUKU_MOCK=1. Never part of a build.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connect, Plugin } from 'vite'
import { answer } from './api.ts'

async function body_of(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function serve(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://mock')
  const raw = await body_of(request)
  const is_json = request.headers['content-type'] === 'application/json' && raw.length > 0
  const { status, body } = answer({
    method: request.method ?? 'GET',
    path: url.pathname.slice(4),
    query: url.searchParams,
    body: is_json ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {},
    file_name: decodeURIComponent(String(request.headers['x-file-name'] ?? '')),
    bytes: raw.length,
  })
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(body))
}

const middleware: Connect.NextHandleFunction = (request, response, next) => {
  if (!request.url?.startsWith('/api/')) {
    next()
    return
  }
  serve(request, response).catch(next)
}

export function mock_api(): Plugin {
  return {
    name: 'mock-api',
    apply: 'serve',
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => void server.middlewares.use(middleware),
  }
}
