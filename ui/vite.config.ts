import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { no_eval } from './vite/no_eval.ts'
import { precompress } from './vite/precompress.ts'

// `npm run dev` and `npm run preview` talk to a real server by default; with TSUZUKU_MOCK=1 they answer
// from mock/ instead, so that the UI can be worked on alone.
export default defineConfig(async () => {
  const mocked = process.env['TSUZUKU_MOCK'] === '1'
  const server = process.env['TSUZUKU_SERVER'] ?? 'http://127.0.0.1:8080'
  const mock_plugins = mocked ? [(await import('./mock/plugin.ts')).mock_api()] : []
  const proxy = mocked ? {} : { '/api': { target: server, changeOrigin: false } }
  return {
    plugins: [react(), no_eval(), precompress(), ...mock_plugins],
    server: { port: 5173, strictPort: true, proxy },
    preview: { port: 4173, strictPort: true, proxy },
    build: {
      target: 'es2022',
      sourcemap: false,
      assetsDir: 'assets',
      // ECharts is one lazy chunk on purpose: it is asked for only when a chart is shown.
      chunkSizeWarningLimit: 700,
    },
    test: {
      environment: 'node',
      include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'mock/**/*.test.ts'],
    },
  }
})
