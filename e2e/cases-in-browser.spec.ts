import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { Case } from '../tools/cases/case.ts'
import { readFolder } from '../tools/cases/read-folder.ts'
import { transcript } from '../tools/cases/transcript.ts'
import { bundle } from './bundle.ts'

const root = join(import.meta.dirname, '..')
const worked = join(root, 'tools/cases/worked')
const published = [join(root, '../shared/data/pricing-cases'), join(root, '../../shared/data/pricing-cases')]

// Everything is priced twice, here and in the page.
test.describe.configure({ timeout: 180_000 })

let script: string

test.beforeAll(async () => {
  script = await bundle('tools/cases/transcript.ts', 'cases')
})

test('the browser prices the quotes of the demo company and the worked cases to the same bytes', async ({
  page,
}) => {
  const cases = casesIn(worked)
  const expected = transcript(cases)
  expect(expected.split('\n').length).toBeGreaterThan(100)
  expect(await transcriptOf(page, cases)).toBe(expected)
})

test('the browser answers published cases with the same bytes', async ({ page }) => {
  const folder = published.find((each) => existsSync(each))
  test.skip(folder === undefined, 'The published pricing cases are not beside this repository.')
  const cases = casesIn(folder as string)
  expect(await transcriptOf(page, cases)).toBe(transcript(cases))
})

function casesIn(folder: string): Case[] {
  return readFolder(folder).flatMap((file) => ('cases' in file ? file.cases : []))
}

async function transcriptOf(page: Page, cases: Case[]): Promise<string> {
  await page.goto('about:blank')
  await page.addScriptTag({ content: script })
  return page.evaluate(
    (given) => (window as unknown as { cases: { transcript: typeof transcript } }).cases.transcript(given),
    cases,
  )
}
