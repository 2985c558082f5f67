import { testPolicy as testPolicyEndpoint } from '../../contract/approval-policies.ts'
import * as contract from '../../contract/approvals.ts'
import { seesAll } from '../../contract/sight.ts'
import {
  answerQuestion,
  askBack,
  getApproval,
  previewRoute,
  shownReason,
  usualHours,
} from '../approvals/index.ts'
import { permit, sightOf } from '../identity/index.ts'
import { type App, type Context, defineJob, serve } from '../platform/index.ts'
import { approvalBrief } from './approval-brief.ts'
import { waysToAvoid } from './avoid-approvals.ts'
import { approveByWorkflow } from './decide-quote.ts'
import { getHead } from './read-quote.ts'
import { readVersion } from './store.ts'
import { approveUnaskedJob, readToApprove } from './submit-quote.ts'
import { testPolicy } from './test-policy.ts'

/** What approvals and quotes do together: quoting knows the quote, approvals know who is asked. */
export function registerQuoteApprovals(app: App): void {
  const { database } = app
  serve(app, contract.previewApprovals, (ctx, { params, query }) => preview(ctx, params.id, query.suggest))
  serve(app, contract.approvalBrief, (ctx, { params }) => approvalBrief(ctx, params.id))
  serve(app, testPolicyEndpoint, (ctx, { body }) => testPolicy(ctx, database, body.policy, body.quote))
  serve(app, contract.askBack, async (ctx, { params, body }) => {
    const head = await getHead(ctx, params.id)
    const request = await ctx.transaction(async (tx) => askBack(tx, head.id, body.text))
    return getApproval(ctx, request)
  })
  serve(app, contract.answerQuestion, async (ctx, { params, body }) => {
    const head = await getHead(ctx, params.id)
    permit(ctx, 'quotes.write', { ownerId: head.ownerId })
    const request = await ctx.transaction(async (tx) => answerQuestion(tx, head.id, body.text))
    return getApproval(ctx, request)
  })
  defineJob(app, approveUnaskedJob, (ctx, { quoteId, seq }) => approveByWorkflow(ctx, quoteId, seq))

  async function preview(ctx: Context, id: string, suggest: boolean) {
    const head = await getHead(ctx, id)
    const version = await readVersion(ctx.db, head)
    const { given, context, around } = await readToApprove(ctx, ctx.db, database, head, version)
    const { steps, policies } = await previewRoute(ctx, database, given)
    const usually = await usualHours(
      ctx,
      steps.map(({ asked }) => asked.asked),
    )
    const sight = sightOf(ctx)
    return {
      automatic: steps.every(({ standing }) => standing),
      steps: steps.map(({ step, asked, needed, standing }) => ({
        order: step.order,
        status: standing ? ('APPROVED' as const) : ('WAITING' as const),
        policies: step.policies.map((policy) => shownReason(sight, policy)),
        askedOf: asked.people,
        asked: asked.asked,
        needed,
        standing,
        decisions: [],
        usually: usually.get(asked.asked),
      })),
      ...(suggest && {
        suggestions: waysToAvoid({
          content: version.content,
          context,
          around,
          policies,
          coarse: !seesAll(sight),
        }),
      }),
    }
  }
}
