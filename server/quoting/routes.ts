import { quoteConfiguration as quoteConfigurationEndpoint } from '../../contract/configurations.ts'
import { most } from '../../contract/limits.ts'
import { getQuoteSheet, toSheet } from '../../contract/quote-sheet.ts'
import type { Command, Quote, QuoteChanges } from '../../contract/quotes.ts'
import * as contract from '../../contract/quotes.ts'
import { provideQuote } from '../documents/index.ts'
import { companySettings, defineThing, findUsers, ownedRow } from '../identity/index.ts'
import { type App, answer, type Context, DomainError, defineCron, serve } from '../platform/index.ts'
import { registerQuoteApprovals } from './approval-routes.ts'
import { archiveVersions } from './archive-versions.ts'
import { compareVersions } from './compare-versions.ts'
import { cloneQuote, createQuote } from './create-quote.ts'
import { approveQuote, recallQuote, rejectQuote } from './decide-quote.ts'
import { changeQuote } from './edit.ts'
import { fileQuote } from './file-quote.ts'
import { quoteFollowers } from './follow-quote.ts'
import { eventsOf } from './history.ts'
import { listLines } from './list-lines.ts'
import { listQuotes } from './list-quotes.ts'
import { makeChanges } from './make-changes.ts'
import { definePersonalOfQuotes } from './personal-words.ts'
import { quoteAsOf } from './price-as-of.ts'
import { customerHistory } from './proposals/history.ts'
import { registerProposals } from './proposals/routes.ts'
import { quoteConfiguration } from './quote-configuration.ts'
import { getHead, getQuote, getQuoteChanges } from './read-quote.ts'
import { readQuoteContext } from './read-quote-context.ts'
import { readWaterfall } from './read-waterfall.ts'
import { remindOfExpiry } from './remind-of-expiry.ts'
import { describeVersion, restoreVersion } from './restore-version.ts'
import { sealQuotes } from './sealed-quotes.ts'
import { setLineStatuses } from './set-line-statuses.ts'
import {
  acceptQuote,
  cancelQuote,
  declineQuote,
  expireQuotes,
  finalizeQuote,
  reviseQuote,
} from './settle-quote.ts'
import { registerSimulations } from './simulation/routes.ts'
import { submitQuote } from './submit-quote.ts'
import { tryRule } from './try-rule.ts'
import { redoQuote, undoQuote } from './undo-quote.ts'

export function registerQuoting(app: App): void {
  const { database } = app
  sealQuotes(app)
  definePersonalOfQuotes(app)
  defineThing(app, {
    kind: 'quote',
    prefix: 'quo',
    area: 'quotes',
    find: (db, id) => ownedRow(db, 'select owner_id as owner, number as name from quotes where id = $1', id),
  })
  provideQuote(app, getQuote)
  registerProposals(app)
  registerSimulations(app)
  serve(app, contract.tryRule, (ctx, { params, body }) => tryRule(ctx, database, params.id, body.rule))
  serve(app, contract.listQuotes, (ctx, { query }) => listQuotes(ctx, query))
  serve(
    app,
    contract.createQuote,
    async (ctx, { body }) => {
      const quote = await createQuote(ctx, database, body)
      return answer(quote, { etag: quote.seq, location: `/api/v1/quotes/${quote.id}` })
    },
    { bodyLimit: most('requests', 'quoteBody') },
  )
  serve(app, quoteConfigurationEndpoint, async (ctx, { params, body }) => {
    const quote = await quoteConfiguration(ctx, database, params.id, body)
    return answer(quote, { etag: quote.seq, location: `/api/v1/quotes/${quote.id}` })
  })
  serve(app, contract.getQuote, async (ctx, { params, query }) =>
    tagged(await getQuote(ctx, params.id, query.version)),
  )
  serve(
    app,
    contract.changeQuote,
    async (ctx, { params, body }) => tagged(await changeQuote(ctx, database, params.id, body)),
    { bodyLimit: most('requests', 'quoteBody') },
  )
  serve(app, contract.getQuoteChanges, async (ctx, { params, query }) =>
    tagged(await getQuoteChanges(ctx, params.id, query.since)),
  )
  serve(
    app,
    contract.makeChanges,
    async (ctx, { params, body }) => tagged(await makeChanges(ctx, database, params.id, body)),
    { bodyLimit: most('requests', 'quoteBody') },
  )
  serve(app, contract.compareVersions, (ctx, { params, query }) =>
    compareVersions(ctx, params.id, query.from, query.to),
  )
  serve(app, contract.restoreVersion, async (ctx, { params }) =>
    tagged(await restoreVersion(ctx, database, params.id, params.version)),
  )
  serve(app, contract.describeVersion, async (ctx, { params, body }) =>
    tagged(await describeVersion(ctx, params.id, params.version, body.description)),
  )
  serve(app, contract.fileQuote, async (ctx, { params, body, headers }) =>
    tagged(await fileQuote(ctx, app.database, params.id, headers.ifMatch, body)),
  )
  serve(app, contract.listLines, (ctx, { query }) => listLines(ctx, query))
  serve(app, contract.setLineStatuses, (ctx, { body }) => setLineStatuses(ctx, database, body))

  const follow = quoteFollowers(app)
  serve(app, contract.followQuote, async (ctx, { params, query, headers }, again) => {
    const seen = /^\d{1,9}$/.test(headers.lastEventId ?? '') ? Number(headers.lastEventId) : query.after
    const stream = await follow(ctx, params.id, seen, again)
    // A proxy that gathers the answer would hold back what is meant to be live.
    return answer(stream, { headers: { 'x-accel-buffering': 'no' } })
  })
  serve(app, getQuoteSheet, async (ctx, { params }) => {
    const quote = await getQuote(ctx, params.id)
    return answer(toSheet(quote), { etag: quote.seq })
  })
  serve(app, contract.getPriceContext, (ctx, { params }) => readQuoteContext(ctx, database, params.id))
  serve(app, contract.undoQuote, async (ctx, { params }) => tagged(await undoQuote(ctx, database, params.id)))
  serve(app, contract.redoQuote, async (ctx, { params }) => tagged(await redoQuote(ctx, database, params.id)))
  serve(app, contract.cloneQuote, async (ctx, { params }) => {
    const quote = await cloneQuote(ctx, database, params.id)
    return answer(quote, { etag: quote.seq, location: `/api/v1/quotes/${quote.id}` })
  })

  serve(app, contract.applyDiscount, async (ctx, { params, body }) => {
    const { line, code, type, value, reason } = body
    const discount = code
      ? { code }
      : { type: type ?? 'PERCENTAGE', value: required(value, 'value'), reason: required(reason, 'reason') }
    return tagged(
      await atOnce(ctx, database, params.id, { type: 'applyDiscount', line, discount } as Command),
    )
  })
  serve(app, contract.removeDiscount, async (ctx, { params }) =>
    tagged(await atOnce(ctx, database, params.id, { type: 'removeDiscount', discount: params.discount })),
  )

  serve(app, contract.submitQuote, async (ctx, { params, body, headers }) =>
    tagged(await submitQuote(ctx, database, params.id, headers.ifMatch, body.comment)),
  )
  serve(app, contract.approveQuote, async (ctx, { params, body, headers }) =>
    tagged(await approveQuote(ctx, params.id, headers.ifMatch, body.comment)),
  )
  serve(app, contract.rejectQuote, async (ctx, { params, body, headers }) =>
    tagged(await rejectQuote(ctx, params.id, headers.ifMatch, body.comment)),
  )
  serve(app, contract.recallQuote, async (ctx, { params, body, headers }) =>
    tagged(await recallQuote(ctx, params.id, headers.ifMatch, body.comment)),
  )
  serve(app, contract.reviseQuote, async (ctx, { params, body, headers }) =>
    tagged(await reviseQuote(ctx, params.id, headers.ifMatch, body.description)),
  )
  serve(app, contract.finalizeQuote, async (ctx, { params, headers }) =>
    tagged(await finalizeQuote(ctx, params.id, headers.ifMatch)),
  )
  serve(app, contract.acceptQuote, async (ctx, { params, body, headers }) =>
    tagged(await acceptQuote(ctx, params.id, headers.ifMatch, body)),
  )
  serve(app, contract.declineQuote, async (ctx, { params, body, headers }) =>
    tagged(await declineQuote(ctx, params.id, headers.ifMatch, body.reason)),
  )
  serve(app, contract.cancelQuote, async (ctx, { params, body, headers }) =>
    tagged(await cancelQuote(ctx, params.id, headers.ifMatch, body.comment)),
  )

  serve(app, contract.getWaterfall, (ctx, { params, query }) =>
    readWaterfall(ctx, database, params.id, query.line, query.version),
  )
  serve(app, contract.getQuoteAsOf, (ctx, { params, query }) =>
    quoteAsOf(ctx, database, params.id, query.asOf),
  )
  serve(app, contract.quoteHistory, async (ctx, { params, query }) => {
    const head = await getHead(ctx, params.id)
    const events = await eventsOf(ctx.db, head.id, query.line)
    const people = await findUsers(
      ctx.db,
      events.map((event) => event.actorId),
    )
    const own = events
      // What customers did stands in their own words below.
      .filter((event) => !event.actorId.startsWith('prp_'))
      .map((event) => ({
        at: event.at.toISOString(),
        who: { id: event.actorId, name: people.get(event.actorId)?.name ?? 'Quoin' },
        what: event.kind,
        words: event.words,
        version: event.version,
      }))
    const ofCustomer = await customerHistory(ctx.db, head.id)
    return { items: [...own, ...ofCustomer].sort((a, b) => (a.at < b.at ? 1 : -1)) }
  })
  registerQuoteApprovals(app)
  defineCron(app, 'quoting.expire', '*/5 * * * *', async (ctx) => {
    await expireQuotes(ctx)
  })
  defineCron(app, 'quoting.remind', '10 * * * *', async (ctx) => {
    await remindOfExpiry(ctx, app)
  })
  defineCron(app, 'quoting.archive', '40 2 * * *', async (ctx) => {
    const { versionDays } = (await companySettings(ctx.db)).retention
    while ((await archiveVersions(ctx, versionDays)) > 0);
  })
}

function tagged<Shown extends Quote | QuoteChanges>(quote: Shown) {
  return answer(quote, { etag: quote.seq })
}

/** One command on the state as it is, for callers who do not keep count. */
async function atOnce(ctx: Context, database: object, id: string, command: Command): Promise<Quote> {
  const head = await getHead(ctx, id)
  return changeQuote(ctx, database, id, { seq: head.seq, commands: [command] })
}

function required(value: string | undefined, field: string): string {
  if (value !== undefined) return value
  throw new DomainError('request.invalid', {}, [
    {
      code: 'required',
      severity: 'error',
      path: [field],
      message: 'is needed unless a discount code is given',
    },
  ])
}
