import { expect, test } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { beSignedIn, passwordOf, signIn } from './sign-in.ts'

test('an administrator makes a user, who sets up an app and signs in with its code', async ({
  page,
  browser,
}) => {
  await beSignedIn(page, 'admin')
  await page.goto('/users/new')
  await page.getByLabel('Given name').fill('Nora')
  await page.getByLabel('Family name').fill('Berg')
  await page.getByLabel('User name').fill('nora')
  await page.getByLabel('First password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Make the user' }).click()
  await expect(page.getByRole('heading', { name: 'Nora Berg' })).toBeVisible()

  const theirs = await (await browser.newContext()).newPage()
  const enter = async () => {
    await theirs.goto('/sign-in')
    await theirs.getByLabel('User name').fill('nora')
    await theirs.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await theirs.getByRole('button', { name: 'Sign in' }).click()
  }
  await enter()
  await theirs.waitForURL('**/quotes')
  await theirs.goto('/account')
  await theirs.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = theirs.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('correct horse battery')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByAltText('QR code for the authenticator app')).toBeVisible()
  await dialog.getByText('No camera?').click()
  const shown = await dialog.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).textContent()
  const app = new TOTP({ secret: Secret.fromBase32((shown ?? '').replaceAll(' ', '')) })
  await dialog.getByLabel('Code').fill(app.generate())
  await dialog.getByRole('button', { name: 'Turn it on' }).click()
  await theirs.getByRole('button', { name: 'I have copied it' }).click()
  await expect(theirs.getByText('10 left')).toBeVisible()

  await enter()
  await theirs
    .getByLabel('Code of your authenticator app')
    .fill(app.generate({ timestamp: Date.now() + 30_000 }))
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click()
  await theirs.waitForURL('**/quotes')
})

test('a passkey is added and signs in', async ({ page, context }) => {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await signIn(page, 'lucia')
  await page.goto('/account')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Test device')
  await dialog.getByLabel('Your password').fill(passwordOf('lucia'))
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText('Test device')).toBeVisible()

  await page.goto('/sign-in')
  await page.getByLabel('User name').fill('lucia')
  await page.getByLabel('Password', { exact: true }).fill(passwordOf('lucia'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL('**/quotes')

  // So that other journeys can sign in as before.
  await page.goto('/account')
  await page.getByRole('button', { name: 'Remove Test device' }).click()
  await page.getByRole('dialog').getByLabel('Your password').fill(passwordOf('lucia'))
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('With a second factor a stolen password alone')).toBeVisible()
})

test('a person makes a key, which works until it is revoked', async ({ page, playwright, baseURL }) => {
  await beSignedIn(page, 'petra')
  await page.goto('/account')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Price export')
  await dialog.getByLabel('See prices, rules, discounts and taxes prices.read').check()
  await dialog.getByLabel('Your password').fill(passwordOf('petra'))
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  const key = await dialog.getByText(/^qnk_/).textContent()
  await dialog.getByRole('button', { name: 'I have copied it' }).click()

  const program = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  })
  expect((await program.get('/api/v1/prices')).status()).toBe(200)
  expect((await program.get('/api/v1/quotes')).status()).toBe(403)
  await page.getByRole('button', { name: 'Revoke Price export' }).click()
  await expect(page.getByText('Revoked')).toBeVisible()
  expect((await program.get('/api/v1/prices')).status()).toBe(401)
})

test('a link of a mail that does not hold says so, and offers another', async ({ page }) => {
  await page.goto(`/link#${'x'.repeat(43)}`)
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await page.getByRole('link', { name: 'Have another link sent' }).click()
  await page.getByLabel('User name or mail address').fill('nobody-of-that-name')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
})
