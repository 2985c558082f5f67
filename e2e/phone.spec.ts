import { devices, expect, test } from '@playwright/test'
import { beSignedIn } from './sign-in.ts'

const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 7']
test.use({ viewport, userAgent, deviceScaleFactor, isMobile, hasTouch })

test('on a phone: a quote with a configured machine, handed in while walking', async ({ page }) => {
  await beSignedIn(page, 'anna')
  await page.goto('/quotes')

  await test.step('the quote', async () => {
    await page.getByRole('button', { name: 'New quote' }).tap()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Customer' }).fill('lindgr')
    await page.getByRole('option', { name: 'Atelier Lindgrün Architekten' }).tap()
    await page.getByLabel('What it is about').fill('Site hut')
    await page.getByRole('button', { name: 'Create quote' }).tap()
    await expect(page.getByRole('heading', { name: 'Site hut' })).toBeVisible()
  })

  await test.step('a machine', async () => {
    await page.getByLabel('Add a product').fill('pilot c1')
    await page.getByRole('option', { name: /Pilot C1 compact workstation/ }).tap()
    await page
      .getByRole('radiogroup', { name: 'Processor' })
      .getByRole('radio', { name: /12 cores/ })
      .tap()
    await page.getByRole('button', { name: 'Add to the quote' }).tap()
    await expect(page.getByRole('button', { name: /^Pilot C1 compact workstation/ })).toBeVisible()
  })

  await test.step('two of it', async () => {
    await page.getByRole('button', { name: /^Pilot C1 compact workstation/ }).tap()
    const editor = page.getByRole('dialog', { name: 'Pilot C1 compact workstation' })
    await editor.getByLabel('Quantity').fill('2')
    await editor.getByLabel('Notes').tap()
    await editor.getByRole('button', { name: 'Close' }).tap()
    await expect(page.getByRole('button', { name: /^Pilot C1 compact workstation 2/ })).toBeVisible()
  })

  await test.step('how the total came about', async () => {
    await page.getByRole('button', { name: 'Total, and how it came about' }).tap()
    await expect(page.getByRole('list', { name: 'From list price to total' })).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap()
  })

  await test.step('handed in', async () => {
    await page.getByRole('button', { name: 'Submit for approval' }).tap()
    await page.getByRole('dialog').getByRole('button', { name: 'Submit for approval' }).tap()
    await expect(page.getByText('In approval').first()).toBeVisible()
  })

  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  for (const path of ['/quotes', '/approvals', '/orders', '/customers', '/catalog', '/catalog/PILOT-T4'])
    await test.step(`${path} fits`, async () => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      expect(await overflow()).toBeLessThanOrEqual(0)
    })
})
