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
