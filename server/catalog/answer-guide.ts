import type { Product } from '../../contract/catalog.ts'
import type { Answers, Guide } from '../../contract/guides.ts'
import { type Context, DomainError } from '../platform/index.ts'
import { currentRevision, readSnapshot, type Snapshot } from '../revisions/index.ts'
import { follow } from './guide.ts'

/** Where answers lead: what is left to ask, and the products that fit and are sold. */
export async function answerGuide(ctx: Context, database: object, code: string, answers: Answers) {
  const snapshot = await readSnapshot(database, ctx.db, await currentRevision(ctx))
  const [guide] = (await snapshot.get(ctx.db, 'guides', [code])) as unknown as Guide[]
  if (!guide?.active) throw new DomainError('reference.not-found', { kind: 'guide', code })
  demandKnown(guide, answers)
  const { questions, offers } = follow(guide, answers)
  const products = await sold(
    ctx,
    snapshot,
    offers.map((offer) => offer.product),
  )
  return {
    code: guide.code,
    name: guide.name,
    text: guide.text,
    questions: questions.map(({ when: _, ...question }) => ({
      ...question,
      answered: answers[question.code] ?? [],
    })),
    complete: questions.every((question) => (answers[question.code] ?? []).length > 0),
    offers: offers.flatMap((offer) => {
      const product = products.get(offer.product)
      if (!product) return []
      const { name, images, model } = product
      return [{ ...offer, name, image: images[0], configurable: model !== undefined }]
    }),
  }
}

export async function listGuides(ctx: Context, database: object) {
  const snapshot = await readSnapshot(database, ctx.db, await currentRevision(ctx))
  const guides = (await snapshot.all(ctx.db, 'guides')) as unknown as Guide[]
  return {
    items: guides
      .filter((guide) => guide.active)
      .map(({ code, name, text, questions }) => ({ code, name, text, questions: questions.length })),
  }
}

async function sold(ctx: Context, snapshot: Snapshot, codes: string[]): Promise<Map<string, Product>> {
  const products = (await snapshot.get(ctx.db, 'products', codes)) as unknown as Product[]
  return new Map(
    products.filter(({ lifecycle }) => lifecycle === 'active').map((product) => [product.code, product]),
  )
}

function demandKnown(guide: Guide, answers: Answers): void {
  for (const [code, given] of Object.entries(answers)) {
    const question = guide.questions.find((each) => each.code === code)
    const unknown = question
      ? given.find((answer) => !question.answers.some((each) => each.code === answer))
      : code
    if (unknown === undefined && (question?.several || given.length < 2)) continue
    const allowed = question
      ? `${question.several ? 'some' : 'one'} of ${question.answers.map((each) => each.code).join(', ')}`
      : `answers to ${guide.questions.map((each) => each.code).join(', ')}`
    throw new DomainError('guide.answer-unknown', { answer: unknown ?? given.join(', '), allowed })
  }
}
