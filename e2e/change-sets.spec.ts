import { expect, type Page, test } from '@playwright/test'
import { beSignedIn, leaveChangeSet } from './sign-in.ts'

// One after the other: a person works in one change set at a time.
test.describe.configure({ mode: 'default' })

type Body = Record<string, unknown>

async function publishedBody(page: Page, kind: string, code: string): Promise<Body> {
  const answer = await page.request.get(`/api/v1/reference/${kind}/${code}`)
  return ((await answer.json()) as { published: Body }).published
}

/** Through the API, where the journey is about something else: a change set that holds one changed thing. */
async function prepared(page: Page, title: string, kind: string, code: string, part: Body): Promise<string> {
  const started = await page.request.post('/api/v1/change-sets', { data: { title } })
  const { id } = (await started.json()) as { id: string }
  const data = { ...(await publishedBody(page, kind, code)), ...part }
  const put = await page.request.put(`/api/v1/change-sets/${id}/${kind}/${code}`, { data })
  expect(put.ok(), await put.text()).toBe(true)
  return id
}

test('a pricing administrator changes a price, adds a rule, publishes both and takes them back', async ({
  page,
}) => {
  await beSignedIn(page, 'petra')
  await leaveChangeSet(page)

  await test.step('starts a change set', async () => {
    await page.goto('/change-sets')
    await page.getByRole('button', { name: 'New change set' }).click()
    const dialog = page.getByRole('dialog', { name: 'New change set' })
    await dialog.getByLabel('What it is about').fill('Cameras, winter')
    await dialog.getByLabel('Why').fill('The maker asks for less')
    await dialog.getByRole('button', { name: 'Start' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Cameras, winter' })).toBeVisible()
    await expect(page.getByText('Nothing is changed yet')).toBeVisible()
  })

  await test.step('changes a price, which the banner counts', async () => {
    await page.getByRole('link', { name: 'Pricing' }).click()
    await page.getByLabel('Search prices').fill('CAM-4K.BUY.EUR')
    await page.getByRole('link', { name: 'CAM-4K.BUY.EUR' }).click()
    await page.getByLabel('Per unit', { exact: true }).fill('151.50')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('region', { name: 'Change set' }).getByText('1 change')).toBeVisible()
    await expect(page.getByText('Changed in the change set')).toBeVisible()
  })

  await test.step('adds a rule, its condition clicked together and read as text', async () => {
    await page.goto('/new/rules')
    await page.getByLabel('Code', { exact: true }).fill('CAMERAS-50')
    await page.getByLabel('Name', { exact: true }).fill('Cameras by the pallet')
    await page.getByLabel('Percent off', { exact: true }).fill('12.5')
    await page.getByRole('combobox', { name: 'Products' }).fill('CAM-4K')
    await page.getByRole('option', { name: /CAM-4K/ }).click()
    await page.getByRole('button', { name: 'Condition', exact: true }).click()
    await page.getByRole('combobox', { name: 'Field' }).fill('quantity')
    await page.getByLabel('Comparison').selectOption({ label: 'is at least' })
    await page.getByLabel('Value', { exact: true }).fill('50')
    await expect(page.getByText('quantity >= 50', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Create price rule' }).click()
    await expect(page.getByRole('region', { name: 'Change set' }).getByText('2 changes')).toBeVisible()
  })

  await test.step('sees the difference in business words and what the checks say', async () => {
    await page.getByRole('link', { name: 'Look at it' }).click()
    await expect(page.getByText(/unit amount \d+\.\d\d → 151\.50/)).toBeVisible()
    await expect(page.getByText('conditional · −12.5 % · CAM-4K')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Checks' })).toBeVisible()
  })

  await test.step('publishes it', async () => {
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByText(/Published as revision \d+/)).toBeVisible()
    expect(await publishedBody(page, 'prices', 'CAM-4K.BUY.EUR')).toMatchObject({ unitAmount: '151.50' })
  })

  await test.step('takes it back as a revision of its own', async () => {
    await page.getByRole('button', { name: 'Roll back' }).click()
    await expect(page.getByText('Prepared: look at it, then publish it.')).toBeVisible()
    await expect(page.getByText(/unit amount 151\.50 →/)).toBeVisible()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByRole('button', { name: 'Roll back' })).toBeVisible()
  })

  await test.step('and the history tells all of it', async () => {
    await page.goto('/history/prices/CAM-4K.BUY.EUR')
    await expect(page.getByText(/151\.50 →/)).toBeVisible()
    await expect(page.getByText(/→ 151\.50/)).toBeVisible()
    await expect(page.getByText('The maker asks for less')).toBeVisible()
  })
})

test('two change sets of the same price: what only one changed is kept, the rest is chosen', async ({
  page,
  browser,
}) => {
  const other = await (await browser.newContext()).newPage()
  await beSignedIn(page, 'petra')
  await beSignedIn(other, 'petra')
  const mine = await prepared(page, 'Burn-in, ours', 'prices', 'BURN-IN.BUY.EUR', {
    unitAmount: '44.00',
    taxCode: 'CARE',
  })
  const theirs = await prepared(other, 'Burn-in, theirs', 'prices', 'BURN-IN.BUY.EUR', {
    unitAmount: '55.00',
  })
  const published = await other.request.post(`/api/v1/change-sets/${theirs}/publish`, { data: {} })
  expect(published.ok(), await published.text()).toBe(true)

  await page.goto(`/change-sets/${mine}`)
  await expect(
    page.getByRole('heading', { name: 'Others published changes of the same things' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled()
  const amount = page.getByRole('radiogroup', { name: /BURN-IN\.BUY\.EUR.*unit amount/ })
  await expect(amount.getByLabel(/Yours: .*44\.00/)).toBeVisible()
  await expect(page.getByText('1 still to decide')).toBeVisible()
  await amount.getByLabel(/Theirs: .*55\.00/).check()
  await page.getByRole('button', { name: 'Rebase' }).click()

  await expect(page.getByText('Brought up to the current revision.')).toBeVisible()
  await expect(page.getByText(/tax code nothing → CARE/)).toBeVisible()
  await expect(page.getByText(/→ 44\.00/)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Publish' })).toBeEnabled()
})

test('a simulation shows its progress, what becomes of quotes, and both ways to a total side by side', async ({
  page,
}) => {
  await beSignedIn(page, 'petra')
  const id = await prepared(page, 'Dearer towers', 'prices', 'PILOT-T4.BUY.EUR', { unitAmount: '1290.00' })
  await page.goto(`/change-sets/${id}`)
  await page.getByLabel('And all quotes of').selectOption({ label: 'the last 12 months' })
  await page.getByRole('button', { name: 'Simulate' }).click()
  await expect(page.getByText(/\d+ of \d+ quotes change/)).toBeVisible()
  await expect(page.getByRole('row', { name: /Revenue, net/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Margin/ })).toBeVisible()
  await expect(page.getByRole('progressbar')).toBeHidden()

  await page.getByRole('table', { name: 'Simulated quotes' }).getByRole('link').first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('columnheader', { name: 'Published' })).toBeVisible()
  await expect(dialog.getByRole('columnheader', { name: 'With the change set' })).toBeVisible()
  await expect(dialog.getByRole('rowheader', { name: 'Total', exact: true })).toBeVisible()
})
