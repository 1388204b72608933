// Writes a .gz copy beside every text asset of the build, so that the server hands out bytes without
// compressing anything while a person waits.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const kCompressible = /\.(js|css|svg|html)$/
const kWorthCompressingBytes = 512

function files_below(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files_below(path) : [path]
  })
}

export function precompress(): Plugin {
  let folder = 'dist'
  return {
    name: 'precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const path of files_below(folder)) {
        if (!kCompressible.test(path) || statSync(path).size < kWorthCompressingBytes) continue
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
      }
    },
  }
}
