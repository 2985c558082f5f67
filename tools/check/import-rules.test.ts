import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lintOverrides, rules } from './import-rules.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let complaints: { file: string; line: number; help: string }[]

/** Each rule's folder gets a file that breaks all of its bans, one on each line, and one that is in order. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quoin-imports-'))
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const { example, bans } of rules) {
    const path = join(folder, example)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bans.map(({ broken }) => `import '${broken}'\n`).join(''))
    writeFileSync(path.replace('example.ts', 'fine.ts'), "import './neighbour.ts'\n")
  }
  writeFileSync(
    join(folder, 'server/quoting/uses-earlier.ts'),
    "import '../pricing/index.ts'\nimport '../platform/index.ts'\n",
  )
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['-f', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: {
      code: string
      filename: string
      help: string
      message: string
      labels: { span: { line: number } }[]
    }[]
  }
  complaints = diagnostics
    .filter(({ code }) => code.includes('no-restricted-imports'))
    .map(({ filename, help, message, labels }) => ({
      file: filename,
      line: labels[0]?.span.line ?? 0,
      help: `${message} ${help}`,
    }))
})
afterAll(() => rmSync(folder, { recursive: true }))

for (const { example, bans } of rules) {
  for (const [index, { broken, message }] of bans.entries()) {
    test(`${dirname(example)} must not import ${broken}`, () => {
      const found = complaints.filter(({ file, line }) => file.endsWith(example) && line === index + 1)
      expect(found.map(({ help }) => help).join()).toContain(message)
    })
  }
}

test('a module may import its neighbours, the faces of earlier modules and the platform', () => {
  expect(complaints.filter(({ file }) => /fine|uses-earlier/.test(file))).toEqual([])
})

test('the lint configuration holds the rules as they are written here', () => {
  const { overrides } = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as {
    overrides: unknown
  }
  expect(overrides).toEqual(lintOverrides())
})
