import { expect, test } from '@playwright/test'
import { beSignedIn } from './sign-in.ts'

// One after the other: a person works in one change set at a time.
test.describe.configure({ mode: 'default' })

const heading = 'code,plan,currency,type,unitAmount,effectiveFrom,effectiveTo'

test('a table with wrong rows is previewed, taken over without them and taken back', async ({ page }) => {
  await beSignedIn(page, 'admin')
  const started = await page.request.post('/api/v1/change-sets', { data: { title: 'Dearer tags' } })
  expect(started.ok()).toBe(true)
  await page.goto('/exchange?kind=prices')
  const rows = [
    'ASSET-TAG.BUY.EUR,ASSET-TAG.BUY,EUR,ONE_TIME,4.75,,',
    'ASSET-TAG.BUY.SEK,ASSET-TAG.BUY,SEK,ONE_TIME,49,,',
    'WRONG-1,NO-SUCH-PLAN,EUR,ONE_TIME,1.00,,',
    'WRONG-2,ASSET-TAG.BUY,EUR,ONE_TIME,four,,',
    'WRONG-3,ASSET-TAG.BUY,EUR,ONE_TIME,4.00,2027-03-01,2027-02-01',
  ]
  await page.getByLabel('File to import').setInputFiles({
    name: 'tags.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([heading, ...rows].join('\n')),
  })

  await expect(page.getByRole('heading', { level: 1, name: 'tags.csv' })).toBeVisible()
  await expect(page.getByText('there is no plan NO-SUCH-PLAN')).toBeVisible()
  await expect(page.getByText('must be a decimal such as')).toBeVisible()
  await expect(page.getByText('must be after the beginning')).toBeVisible()
  const take = page.getByRole('button', { name: 'Put 2 rows into the change set' })
  await expect(take).toBeDisabled()
  await page.getByLabel('Leave the 3 wrong rows out').check()
  await take.click()

  await expect(page.getByRole('heading', { name: 'In the change set' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Dearer tags' }).click()
  await expect(page.getByText(/unit amount \d\.\d\d → 4\.75/)).toBeVisible()
  await expect(page.getByText('ASSET-TAG.BUY · list · 49 SEK')).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Take the import back' }).click()
  await expect(page.getByRole('heading', { name: 'Taken out of the change set' })).toBeVisible()
})

test('a table in UTF-16 with semicolons and decimal commas is understood after asking', async ({ page }) => {
  await beSignedIn(page, 'admin')
  await page.goto('/exchange?kind=prices')
  const text =
    'code;plan;currency;type;unitAmount\r\nASSET-TAG.BUY.EUR;ASSET-TAG.BUY;EUR;ONE_TIME;1.234,50\r\n'
  await page.getByLabel('File to import').setInputFiles({
    name: 'schilder.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${text}`, 'utf16le'),
  })
  await expect(page.getByRole('heading', { name: 'Is this how the file is meant?' })).toBeVisible()
  await page.getByRole('button', { name: 'Yes, read it' }).click()
  await expect(page.getByText(/unit amount: \d\.\d\d → 1234\.50/)).toBeVisible()
})
