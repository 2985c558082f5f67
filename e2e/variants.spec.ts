import { expect, test } from '@playwright/test'
import { beSignedIn } from './sign-in.ts'

test('a bundle is sold in another variant, and with another of its alternatives', async ({ page }) => {
  await beSignedIn(page, 'anna')
  const made = await page.request.post('/api/v1/quotes', {
    data: { currency: 'EUR', lines: [{ product: 'MEETING-ROOM' }] },
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
  await page.goto(`/quotes/${((await made.json()) as { id: string }).id}`)
  const panel = page.getByRole('complementary', { name: 'Variant and contents' })
  const compose = async (line: string) => {
    await page.getByRole('button', { name: `Actions for ${line}` }).click()
    await page.getByRole('menuitem', { name: 'Variant and contents' }).click()
  }

  await compose('Meeting room bundle, Small room')
  await panel.getByRole('radio', { name: 'Large room' }).check()
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Meeting room bundle, Large room').first()).toBeVisible()
  await expect(page.getByText('Monitor 32", 4K', { exact: false }).first()).toBeVisible()
  await expect(page.getByText('3,290.00').first()).toBeVisible()

  await compose('Meeting room bundle, Large room')
  await panel.getByRole('checkbox', { name: 'Cable DisplayPort 2 m' }).check()
  await panel.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Cable DisplayPort 2 m').first()).toBeVisible()
  await expect(page.getByText('Docking station', { exact: false })).toHaveCount(0)
})

test('a customer comes in with a table, and goes out of use when the table is taken back', async ({
  page,
}) => {
  await beSignedIn(page, 'admin')
  await page.goto('/customers')
  await page.getByRole('link', { name: 'Import and export' }).last().click()
  const file = {
    name: 'customers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('code,company\nT-77,Tabelle AG\n'),
  }
  await page.getByLabel('File to import').setInputFiles(file)
  await page.getByRole('button', { name: 'Take 1 row over' }).click()
  await page.getByRole('button', { name: 'Take the import back' }).click()
  await expect(page.getByText('Taken back').first()).toBeVisible()
  await page.goto('/customers?q=T-77&state=inactive')
  await expect(page.getByRole('link', { name: 'Tabelle AG' })).toBeVisible()
})
