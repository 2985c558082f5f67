import { definePersonal, usersWithRole } from '../server/identity/index.ts'
import { type App, makeContext, systemActor } from '../server/platform/index.ts'
import { forgetChangedPasswords, greetDemo } from './seed/logins.ts'
import { type Progress, readProgress } from './seed/progress.ts'
import { seedCustomers } from './seed/seed-customers.ts'
import { seedPeople } from './seed/seed-people.ts'
import { seedQuotes } from './seed/seed-quotes.ts'
import {
  isPublished,
  seedExchangeRates,
  seedMemoryPrices,
  seedOpenChangeSet,
  seedReference,
  seedStock,
} from './seed/seed-reference.ts'

export { type DemoLogin, demoLogins } from './seed/logins.ts'

const dayMs = 86_400_000

/** Has an empty installation filled with the demo company, and its logins printed at each start. */
export function registerDemo(app: App): void {
  app.seeds.push(seedDemo)
  app.greetings.push(greetDemo)
  forgetChangedPasswords(app)
  definePersonal(app, {
    rows: [{ table: 'demo_logins', what: 'demo sign-in', where: 'user_id = $1' }],
  })
}

/**
 * Makes the demo company by the program's own commands, with the clock turned back. Does nothing in an installation
 * that is somebody's own; goes on where it stopped in one of which a part is there. Two nodes take turns.
 */
export async function seedDemo(app: App): Promise<void> {
  const now = app.clock.now()
  await makeContext(app, systemActor).transaction(async (turn) => {
    await turn.query("select pg_advisory_xact_lock(hashtext('quoin.demo'))")
    const progress = await readProgress(app.database)
    if (progress.has('complete')) return
    if (!progress.has('settings') && (await isInUse(app))) return
    await make(app, progress, now)
    await makeContext(app, systemActor).transaction((tx) => progress.note(tx, 'complete', now.toISOString()))
  })
}

async function make(app: App, progress: Progress, now: Date): Promise<void> {
  const at = (daysAgo: number) =>
    makeContext(app, systemActor, { now: new Date(now.getTime() - daysAgo * dayMs) })
  await seedPeople(at(420), progress)
  await seedCustomers(at(410), progress)
  await seedExchangeRates(at(400), progress, now)
  await seedReference(at(400), progress)
  await seedQuotes(app, progress, now, (story) => story.daysAgo > 120)
  await seedMemoryPrices(at(120), progress)
  await seedQuotes(app, progress, now, (story) => story.daysAgo <= 120)
  await seedOpenChangeSet(at(1), progress)
  await seedStock(app, at(0), progress)
}

/** Somebody set this installation up for themselves. */
async function isInUse(app: App): Promise<boolean> {
  const ctx = makeContext(app, systemActor)
  return (await usersWithRole(ctx.db, 'system-admin')).length > 0 || isPublished(ctx)
}
