import type { ProposalRow, ProposalView } from '../../../contract/proposal-page.ts'
import { gatherDocument, type Sheet, type SheetRow, sheetOf } from '../../documents/index.ts'
import { findUsers } from '../../identity/index.ts'
import type { Context, Queries } from '../../platform/index.ts'
import type { Line } from '../content.ts'
import { showQuote } from '../read-quote.ts'
import { boundsOf, type Choice } from './choice.ts'
import { type Offer, withChoice } from './offer.ts'
import { happenings, messagesOf } from './store.ts'

/** The page of a proposal: what its document says, with what the customer may choose. */
export async function viewOf(ctx: Context, db: Queries, offer: Offer): Promise<ProposalView> {
  const { proposal, head, version, state } = offer
  const choice = state === 'OPEN' ? proposal.choice : []
  const chosen = await withChoice(db, offer, choice)
  const quote = await showQuote(ctx, db, head, chosen.version, { customer: chosen.customer })
  const document = await gatherDocument(db, quote, false)
  const sheet = sheetOf(document)
  const [owner, messages, answer] = await Promise.all([
    findUsers(db, [head.ownerId]).then((found) => found.get(head.ownerId)),
    messagesOf(db, proposal.quoteId, proposal.id),
    answerOf(db, offer),
  ])
  const lines = new Map(version.content.lines.map((line) => [line.id as string, line]))
  const present = (row: SheetRow) => rowOf(row, lines.get(row.line), choice)
  const { email, phone } = document.company
  return {
    state,
    number: head.number,
    version: version.version,
    language: sheet.lang,
    title: sheet.title,
    ...(sheet.heading && { heading: sheet.heading }),
    facts: sheet.facts,
    seller: {
      name: sheet.seller.name,
      lines: sheet.seller.lines,
      footer: sheet.seller.footer,
      ...(document.branding?.accent && { accent: document.branding.accent }),
      ...(document.branding?.logo && { logo: document.branding.logo }),
      ...(email && { email }),
      ...(phone && { phone }),
    },
    contact: { name: owner?.name ?? quote.owner.name, ...(owner?.email && { email: owner.email }) },
    recipient: { company: chosen.customer?.company, name: proposal.recipientName },
    labels: sheet.labels,
    sections: sheet.sections.map((section) => ({
      ...section,
      groups: section.groups.map((group) => ({ ...group, lines: group.lines.map(present) })),
    })),
    glance: sheet.glance,
    glanceNote: sheet.glanceNote,
    totals: sheet.totals,
    amountsNote: sheet.amountsNote,
    notes: sheet.notes,
    intro: introOf(sheet),
    terms: sheet.terms,
    acceptance: sheet.acceptance,
    total: quote.totals.total,
    chosen: choice.length > 0,
    validUntil: quote.validUntil,
    messages,
    ...(answer && { answer }),
  }
}

/** What the document says in words before it comes to the lines: a letter, an introduction. */
function introOf({ blocks }: Sheet): ProposalView['intro'] {
  const lines = blocks.findIndex(({ block }) => block === 'lines')
  return blocks.slice(0, lines).flatMap((block) => (block.block === 'text' ? [block] : []))
}

function rowOf(row: SheetRow, line: Line | undefined, choice: Choice): ProposalRow {
  const mine = choice.find((each) => each.line === row.line)
  const bounds = line && boundsOf(line)
  const optional = (line?.optional ?? false) && line?.parent === undefined
  return {
    ...row,
    line: row.line as ProposalRow['line'], // came from a line
    ...(line?.image && { image: line.image }),
    optional,
    taken: !optional || (mine?.taken ?? false),
    ...(line &&
      bounds && {
        bounds: { ...bounds, now: mine?.quantity ?? line.quantity, decimals: line.quantityDecimals },
      }),
  }
}

async function answerOf(
  db: Queries,
  { proposal, version, state }: Offer,
): Promise<ProposalView['answer'] | undefined> {
  if (state === 'ACCEPTED' && version.acceptedBy && version.acceptedAt)
    return { name: version.acceptedBy, at: version.acceptedAt.toISOString() }
  if (state !== 'DECLINED') return undefined
  const declined = (await happenings(db, proposal.quoteId, proposal.id)).find(
    ({ kind }) => kind === 'DECLINED',
  )
  return (
    declined && {
      name: declined.who,
      at: declined.at.toISOString(),
      ...(declined.words && { reason: declined.words }),
    }
  )
}
