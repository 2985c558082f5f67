import { companySettings } from '../../server/identity/index.ts'
import { type App, type Queries, subscribe } from '../../server/platform/index.ts'
import { company } from '../company.ts'

export type DemoLogin = { username: string; shows: string; password: string }

/** Whom one can sign in as, while this is the demo company and as long as nobody changed the password. */
export async function demoLogins(db: Queries): Promise<DemoLogin[]> {
  const rows = await db.query<DemoLogin>(
    'select username, shows, password from demo_logins order by position',
  )
  if (rows.length === 0) return []
  return (await companySettings(db)).company.name === company.company.name ? rows : []
}

/** The lines a start prints about them. */
export async function greetDemo(app: App): Promise<string[]> {
  const logins = await demoLogins(app.database)
  if (logins.length === 0) return []
  const width = (name: 'shows' | 'username') => Math.max(...logins.map((login) => login[name].length))
  return [
    `This is the demo company, ${company.company.name}. Sign in as`,
    ...logins.map(
      ({ shows, username, password }) =>
        `  ${shows.padEnd(width('shows'))}  ${username.padEnd(width('username'))}  ${password}`,
    ),
  ]
}

/** A password somebody chose is theirs alone: it is not kept here, and the old one is not printed any more. */
export function forgetChangedPasswords(app: App): void {
  subscribe(app, ['user.password-changed', 'user.password-reset'], 'demo.forget-password', (ctx, event) =>
    ctx.transaction(async (tx) => {
      await tx.query('delete from demo_logins where user_id = $1', [event.subjectId])
    }),
  )
}
