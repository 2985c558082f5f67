import * as absences from '../../contract/absences.ts'
import * as policies from '../../contract/approval-policies.ts'
import * as contract from '../../contract/approvals.ts'
import { companySettings, definePersonal, rolesThatMay } from '../identity/index.ts'
import { type App, type Context, defineCron, defineJob, serve, type Tx } from '../platform/index.ts'
import { currentRevision } from '../revisions/index.ts'
import {
  absenceBegins,
  absenceBeginsJob,
  deleteAbsence,
  listAbsences,
  readAbsence,
  saveAbsence,
} from './be-away.ts'
import { checkPolicies } from './check-policies.ts'
import { colleaguesFor, deciders, deputiesFor } from './colleagues.ts'
import { approvalScope } from './facts.ts'
import { delegateApproval, reassignApproval } from './hand-over.ts'
import { stepDueJob } from './open-steps.ts'
import { getApproval, listApprovals } from './read-approvals.ts'
import { readPolicies } from './read-policies.ts'
import { sealApprovals } from './sealed-facts.ts'
import { approvalStatistics } from './statistics.ts'
import { stepDue, sweepDue } from './step-due.ts'

export function registerApprovals(app: App): void {
  sealApprovals(app)
  checkPolicies()
  definePersonal(app, {
    rows: [
      {
        table: 'approval_absences',
        what: 'absences and deputies',
        where: 'user_id = $1 or deputy_id = $1',
        shows: 'away_from, away_until',
      },
    ],
  })
  serve(app, contract.listApprovals, (ctx, { query }) => listApprovals(ctx, query))
  serve(app, contract.approvalStatistics, (ctx, { query }) => approvalStatistics(ctx, query.days))

  serve(app, contract.listColleagues, async (ctx, { params, query }) => ({
    items: await colleaguesFor(ctx, params.step, query.search),
  }))
  serve(app, contract.delegateApproval, (ctx, { params, body }) =>
    changed(ctx, (tx) => delegateApproval(tx, params.step, body.to, body.comment)),
  )
  serve(app, contract.reassignApproval, (ctx, { params, body }) =>
    changed(ctx, (tx) => reassignApproval(tx, params.step, body)),
  )

  serve(app, absences.getAbsence, (ctx) => readAbsence(ctx))
  serve(app, absences.listDeputies, async (ctx, { query }) => ({
    items: await deputiesFor(ctx, query.search),
  }))
  serve(app, absences.putAbsence, async (ctx, { body }) => {
    await ctx.transaction((tx) => saveAbsence(tx, ctx.actor.id, absenceFrom(body)))
    return readAbsence(ctx)
  })
  serve(app, absences.endAbsence, async (ctx) => {
    await ctx.transaction((tx) => deleteAbsence(tx, ctx.actor.id))
    return readAbsence(ctx)
  })
  serve(app, absences.listAbsences, (ctx) => listAbsences(ctx))
  serve(app, absences.putAbsenceOf, async (ctx, { params, body }) => {
    await ctx.transaction((tx) => saveAbsence(tx, params.user, absenceFrom(body)))
    return listAbsences(ctx)
  })
  serve(app, absences.endAbsenceOf, async (ctx, { params }) => {
    await ctx.transaction((tx) => deleteAbsence(tx, params.user))
    return listAbsences(ctx)
  })

  serve(app, policies.listPolicies, async (ctx, { query }) => {
    const revision = query.revision ?? (await currentRevision(ctx))
    const { policies, delivered } = await readPolicies(app.database, ctx.db, revision)
    return { revision, items: policies, delivered }
  })
  serve(app, policies.policyFacts, async (ctx) => ({
    facts: Object.entries(approvalScope).map(([field, { label, type }]) => ({
      field,
      label: label ?? field,
      type,
    })),
    roles: await rolesThatMay(ctx.db, 'quotes.approve'),
    people: await deciders(ctx),
    currency: (await companySettings(ctx.db)).locale.currency,
  }))

  defineJob(app, absenceBeginsJob, (ctx, { user }) => ctx.transaction((tx) => absenceBegins(tx, user)))
  defineJob(app, stepDueJob, (ctx, { step }) => stepDue(ctx, step))
  defineCron(app, 'approvals.sweep', '*/5 * * * *', (ctx) => sweepDue(ctx))
}

function absenceFrom({ deputy, from, until }: { deputy: string; from: string; until: string }) {
  return { deputy, from: new Date(from), until: new Date(until) }
}

/** Does something with a request, and answers how it looks afterwards. */
async function changed(ctx: Context, work: (tx: Tx) => Promise<string>) {
  return getApproval(ctx, await ctx.transaction(work))
}
