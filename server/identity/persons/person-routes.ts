import * as contract from '../../../contract/persons.ts'
import { type App, answer, serve } from '../../platform/index.ts'
import { record } from '../audit.ts'
import { askForErasure, getPerson, workOffErasures } from './erase-person.ts'
import { selectErasures } from './erasure-store.ts'
import { exportPerson } from './export-person.ts'
import { knownOf } from './personal.ts'
import { registerUsersAsPersons } from './user-source.ts'
import { whatIsKept } from './what-is-kept.ts'

/** What is kept about a person: told, handed out, erased. */
export function servePersons(app: App): void {
  registerUsersAsPersons(app)
  workOffErasures(app)
  serve(app, contract.findPersons, async (ctx, { query: { q } }) => {
    const found = await Promise.all(knownOf(app).sources.map((source) => source.search(ctx.db, q, 20)))
    return { items: found.flat() as never } // ids come from the tables of their kind
  })
  serve(app, contract.readPerson, async (ctx, { params: { id } }) => {
    const { person, source } = await getPerson(app, ctx, id)
    const { kind, name, of } = person
    return {
      id,
      kind,
      name,
      of,
      kept: await whatIsKept(app, ctx.db, person, source),
      erasures: await selectErasures(ctx.db, 'person_id = $1', [id]),
    }
  })
  serve(app, contract.exportPerson, async (ctx, { params: { id } }) => {
    const { person, source } = await getPerson(app, ctx, id)
    await ctx.transaction(async (tx) => {
      record(tx, { action: 'person.exported', subject: { kind: 'person', id } })
    })
    return answer(await exportPerson(app, ctx.db, person, source), {
      headers: {
        'content-disposition': `attachment; filename="${id}.json"`,
        'cache-control': 'no-store',
      },
    })
  })
  serve(app, contract.erasePerson, (ctx, { params, body }) => askForErasure(app, ctx, params.id, body.why))
  serve(app, contract.listErasures, async (ctx) => ({ items: await selectErasures(ctx.db, 'true', []) }))
}
