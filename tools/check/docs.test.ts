import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingFiles, namedIn } from './docs.ts'

test('docs are read for links and paths, not for examples and addresses', () => {
  const page =
    'See [here](docs/a.md#top), `server/x/y.ts`, `engines/money/`, `/api/v1/quotes`, [site](https://a.b), `npm run x`'
  expect(namedIn(page)).toEqual(['docs/a.md', 'server/x/y.ts', 'engines/money/'])
})

test('every file the docs name exists', () => {
  expect(missingFiles()).toEqual([])
})

test('every page of the guide stands in its table of contents', () => {
  const docs = join(import.meta.dirname, '../../docs')
  const named = namedIn(readFileSync(join(docs, 'README.md'), 'utf8'))
  for (const page of globSync('guide/*.md', { cwd: docs })) expect(named).toContain(page)
})
