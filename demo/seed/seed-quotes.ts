import type { Command, Quote } from '../../contract/quotes.ts'
import type { Id } from '../../contract/values.ts'
import { approvalOf } from '../../server/approvals/index.ts'
import { actorFor } from '../../server/identity/index.ts'
import { convertToOrder } from '../../server/orders/index.ts'
import {
  type App,
  type Context,
  etagOf,
  makeContext,
  newId,
  systemActor,
} from '../../server/platform/index.ts'
import * as quoting from '../../server/quoting/index.ts'
import { demoCustomers } from '../customers.ts'
import { type Course, type Story, type StoryLine, stories } from '../quotes/index.ts'
import type { Progress } from './progress.ts'
import { type StoryTime, storyTime } from './story-time.ts'

/** Tells every story by the commands people would have used, at the time they would have used them. */
export async function seedQuotes(
  app: App,
  progress: Progress,
  now: Date,
  wanted: (story: Story) => boolean,
): Promise<void> {
  for (const [index, story] of stories.entries()) {
    if (!wanted(story)) continue
    const step = `quote:${story.customer}:${story.name}`
    if (progress.has(step)) continue
    const told = new Telling(app, progress, storyTime(now, story.daysAgo, index))
    const id = await told.tell(story)
    await makeContext(app, systemActor).transaction((tx) => progress.note(tx, step, id))
  }
}

/** One story as it is told: who acts, and when. */
class Telling {
  readonly #app: App
  readonly #progress: Progress
  readonly #time: StoryTime
  #owner = ''

  constructor(app: App, progress: Progress, time: StoryTime) {
    this.#app = app
    this.#progress = progress
    this.#time = time
  }

  async tell(story: Story): Promise<string> {
    const rep = story.owner ?? demoCustomers.find((each) => each.code === story.customer)?.owner ?? ''
    this.#owner = this.#progress.idOf(`user:${rep}`)
    const quote = await this.#write(story)
    const { course } = story
    if (course.ends === 'DRAFT') return quote.id
    if (course.ends === 'CANCELLED') return this.#cancel(quote, course)

    const submitted = await this.#submit(quote, 0.1)
    if (course.ends === 'PENDING_APPROVAL') return this.#decide(submitted, { most: course.decided ?? 0 })
    if (course.ends === 'REJECTED') return this.#decide(submitted, { most: 1, rejection: course.why })
    await this.#decide(submitted, {})
    if (course.ends === 'APPROVED') return quote.id

    await this.#finalize(quote.id, 1.2)
    if ('after' in course && course.after) await this.#revise(quote.id, course.after)
    await this.#answer(quote.id, course)
    return quote.id
  }

  async #write(story: Story): Promise<Quote> {
    const ctx = await this.#as(this.#owner, 0)
    const quote = await quoting.createQuote(ctx, this.#app.database, {
      name: story.name,
      customer: this.#progress.idOf(`customer:${story.customer}`) as Id<'cus'>, // noted by seedCustomers
      validUntil: new Date(ctx.now.getTime() + validDays(story.course) * 86_400_000)
        .toISOString()
        .slice(0, 10),
      ...(story.months ? { term: { months: story.months } } : {}),
      ...(story.notes ? { notes: story.notes } : {}),
      lines: [],
      discountCodes: [],
    })
    const commands = commandsOf(story)
    return quoting.changeQuote(await this.#as(this.#owner, 0.02), this.#app.database, quote.id, {
      seq: quote.seq,
      commands,
    })
  }

  async #submit(quote: Quote, days: number): Promise<Quote> {
    const ctx = await this.#as(this.#owner, days)
    return quoting.submitQuote(ctx, this.#app.database, quote.id, etagOf(quote.seq), undefined)
  }

  /** Everybody who is asked decides, one after the other, as often as `most` allows. */
  async #decide(
    submitted: Quote,
    { most = 10, rejection }: { most?: number; rejection?: string },
  ): Promise<string> {
    const { id } = submitted
    await quoting.approveByWorkflow(
      makeContext(this.#app, systemActor, { now: this.#time.after(0.1) }),
      id,
      submitted.seq,
    )
    for (let decided = 0; decided < most; decided++) {
      const approval = await approvalOf(this.#app.database, id, this.#app.clock.now())
      const [approver] = approval?.askedOf ?? []
      if (!approver) break
      const ctx = await this.#as(approver, 1)
      const { seq } = await quoting.getQuote(ctx, id)
      if (rejection) await quoting.rejectQuote(ctx, id, etagOf(seq), rejection)
      else await quoting.approveQuote(ctx, id, etagOf(seq))
    }
    return id
  }

  async #finalize(id: string, days: number): Promise<void> {
    const ctx = await this.#as(this.#owner, days)
    await quoting.finalizeQuote(ctx, id, await this.#state(ctx, id))
  }

  /** The customer wanted something else: the next version, approved and finalized like the first. */
  async #revise(
    id: string,
    { days, description, discount }: NonNullable<Extract<Course, { after?: unknown }>['after']>,
  ) {
    const ctx = await this.#as(this.#owner, days)
    const { seq } = await quoting.reviseQuote(ctx, id, await this.#state(ctx, id), description)
    const [value, reason] = discount
    const quote = await quoting.changeQuote(ctx, this.#app.database, id, {
      seq,
      commands: [{ type: 'applyDiscount', discount: { type: 'PERCENTAGE', value, reason } }],
    })
    await this.#decide(await this.#submit(quote, days + 0.1), {})
    await this.#finalize(id, days + 1)
  }

  async #answer(id: string, course: Course): Promise<void> {
    switch (course.ends) {
      case 'ACCEPTED':
      case 'CONVERTED': {
        const ctx = await this.#as(this.#owner, course.days)
        const { seq } = await quoting.acceptQuote(ctx, id, await this.#state(ctx, id), { name: course.by })
        if (course.ends === 'CONVERTED') {
          await convertToOrder(await this.#as(this.#owner, course.days + 1), id, etagOf(seq))
        }
        return
      }
      case 'DECLINED': {
        const ctx = await this.#as(this.#owner, course.days)
        await quoting.declineQuote(ctx, id, await this.#state(ctx, id), course.why)
        return
      }
      case 'EXPIRED':
        await quoting.expireQuotes(
          makeContext(this.#app, systemActor, { now: this.#time.after(validDays(course) + 3) }),
        )
        return
      default: // nobody has answered yet, or it never got so far
    }
  }

  async #cancel(quote: Quote, { days, why }: Extract<Course, { ends: 'CANCELLED' }>): Promise<string> {
    const ctx = await this.#as(this.#owner, days)
    await quoting.cancelQuote(ctx, quote.id, etagOf(quote.seq), why)
    return quote.id
  }

  /** Somebody, so many days after the quote was made. */
  async #as(userId: string, days: number): Promise<Context> {
    const actor = await actorFor(this.#app.database, userId)
    if (!actor) throw new Error(`The demo company has no user ${userId}`)
    return makeContext(this.#app, actor, { now: this.#time.after(days) })
  }

  async #state(ctx: Context, id: string): Promise<string> {
    return etagOf((await quoting.getQuote(ctx, id)).seq)
  }
}

/** Long enough for the customer's answer. */
function validDays(course: Course): number {
  return 'days' in course && course.days > 25 ? 60 : 30
}

function commandsOf(story: Story): Command[] {
  const groups = [...new Set(story.lines.flatMap((line) => line.group ?? []))]
  const groupIds = new Map(groups.map((name) => [name, newId('grp')]))
  const fields = {
    ...(story.paymentTerms ? { paymentTerms: story.paymentTerms } : {}),
    ...(story.terms ? { terms: story.terms } : {}),
  }
  return [
    ...(Object.keys(fields).length > 0 ? [{ type: 'setQuote' as const, fields }] : []),
    ...[...groupIds].map(([name, group]): Command => ({ type: 'addGroup', group, name })),
    ...story.lines.flatMap((line) => commandsOfLine(line, groupIds.get(line.group ?? ''))),
    ...(story.codes ?? []).map((code): Command => ({ type: 'applyDiscount', discount: { code } })),
    ...(story.discount ? [manual(story.discount)] : []),
  ]
}

function commandsOfLine(line: StoryLine, group: Id<'grp'> | undefined): Command[] {
  const id = newId('lin')
  const decisions = Object.entries(line.choose ?? {}).map(([variable, value]) => ({ variable, value }))
  const { product, quantity, plan, optional, notes } = line
  const made = {
    ...{ id, product, quantity },
    ...(plan ? { plan } : {}),
    ...(group ? { group } : {}),
    ...(optional ? { optional } : {}),
    ...(notes ? { notes } : {}),
    ...(decisions.length > 0 ? { decisions } : {}),
  }
  return [
    { type: 'addLine', line: made },
    ...(line.codes ?? []).map((code): Command => ({ type: 'applyDiscount', line: id, discount: { code } })),
    ...(line.discount ? [manual(line.discount, id)] : []),
  ]
}

function manual([value, reason]: [string, string], line?: Id<'lin'>): Command {
  return { type: 'applyDiscount', ...(line ? { line } : {}), discount: { type: 'PERCENTAGE', value, reason } }
}
