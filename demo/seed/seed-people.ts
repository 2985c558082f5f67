import { randomBytes } from 'node:crypto'
import { changeSettings, createTeam, createUser } from '../../server/identity/index.ts'
import type { Context } from '../../server/platform/index.ts'
import { company } from '../company.ts'
import { people, teams } from '../people.ts'
import type { Progress } from './progress.ts'

/** The company's settings, its teams, and everybody who works in them. */
export async function seedPeople(ctx: Context, progress: Progress): Promise<void> {
  if (!progress.has('settings')) {
    await ctx.transaction(async (tx) => {
      await changeSettings(tx, company)
      await progress.note(tx, 'settings', 'company')
    })
  }
  for (const team of teams) {
    const step = `team:${team.name}`
    if (progress.has(step)) continue
    await ctx.transaction(async (tx) => progress.note(tx, step, (await createTeam(tx, team)).id))
  }
  for (const [position, person] of people.entries()) {
    const step = `user:${person.username}`
    if (progress.has(step)) continue
    const { username, givenName, familyName, roles, shows } = person
    // Only those who are shown can sign in; the others are there, own and are named.
    const password = shows === undefined ? undefined : randomBytes(9).toString('base64url')
    await ctx.transaction(async (tx) => {
      const user = await createUser(tx, {
        username,
        givenName,
        familyName,
        roles,
        email: `${username}@tarnholt.example`,
        teamId: progress.idOf(`team:${person.team}`) as `tem_${string}`, // noted above, from a team
        ...(person.manager
          ? { managerId: progress.idOf(`user:${person.manager}`) as `usr_${string}` } // noted before, from a user
          : {}),
        ...(password === undefined ? {} : { password }),
      })
      await progress.note(tx, step, user.id)
      if (password !== undefined && shows !== undefined) {
        await tx.query(
          'insert into demo_logins (username, user_id, shows, password, position) values ($1, $2, $3, $4, $5)',
          [username, user.id, shows, password, position],
        )
      }
    })
  }
}
