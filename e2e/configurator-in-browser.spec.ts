import { expect, test } from '@playwright/test'
import { models } from '../demo/models/index.ts'
import { transcript } from '../engines/configurator/testing.ts'
import { bundle } from './bundle.ts'

test('the browser configures the machines of the demo company to the same bytes', async ({ page }) => {
  const script = await bundle('engines/configurator/testing.ts', 'configurator')
  await page.goto('about:blank')
  await page.addScriptTag({ content: script })
  const inBrowser = await page.evaluate(
    (text) =>
      (window as unknown as { configurator: { transcript: typeof transcript } }).configurator.transcript(
        JSON.parse(text),
      ),
    JSON.stringify(models),
  )
  const here = transcript(models)
  expect(here.split('\n').length).toBeGreaterThan(200)
  expect(inBrowser).toBe(here)
})
