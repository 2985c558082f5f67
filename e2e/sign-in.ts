import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** People of the demo company the journeys sign in as. */
export type Somebody =
  | 'admin'
  | 'anna'
  | 'frieda'
  | 'ingrid'
  | 'lucia'
  | 'marta'
  | 'oskar'
  | 'petra'
  | 'robin'

/** Through the form, as a person would; ends on the list of quotes. */
export async function signIn(page: Page, username: Somebody): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(passwordOf(username))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/quotes')
}

/** Without the form, for journeys that are about something else. */
export async function beSignedIn(page: Page, username: Somebody): Promise<void> {
  const answer = await page.request.post('/api/v1/session', {
    data: { username, password: passwordOf(username) },
  })
  if (!answer.ok()) throw new Error(`${username} could not sign in: ${await answer.text()}`)
}

/** Journeys that start a change set begin outside of any. */
export async function leaveChangeSet(page: Page): Promise<void> {
  const answer = await page.request.put('/api/v1/change-sets/current', { data: { id: null } })
  if (!answer.ok()) throw new Error(`the change set could not be left: ${await answer.text()}`)
}

/** As printed at the start of the demo company; tools/serve-for-tests.ts keeps what the server says. */
export function passwordOf(username: Somebody): string {
  const said = readFileSync(join(import.meta.dirname, '../test-results/server.log'), 'utf8')
  const line = said.match(new RegExp(`^ {2}\\S.* {2}${username} +(\\S+)$`, 'm'))
  if (!line?.[1]) throw new Error(`The server printed no login of ${username}`)
  return line[1]
}
