import { z } from 'zod'
import { endpoint } from './http.ts'
import { most } from './limits.ts'
import { quote, quoteChanges } from './quote.ts'
import { command, lineId } from './quote-commands.ts'
import { amount, code, id, label } from './values.ts'

// Changing a draft: by commands, back and forth, and by a discount of its own.

const tag = 'Quotes'
const quoteId = z.object({ id: id('quo') })

export const changeQuote = endpoint({
  method: 'POST',
  path: '/quotes/:id/commands',
  tag,
  summary: 'Change a quote by a list of commands, all or nothing',
  description:
    'Commands made on an older state (`seq`) are merged by line and field; where somebody else changed the same field, ' +
    'the answer is 409 with both values. With `dryRun` nothing is saved, and the answer is the whole quote as it would be.',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    seq: z.int().min(0),
    commands: z.array(command).min(1).max(most('requests', 'commands')),
    dryRun: z.boolean().default(false),
  }),
  response: quote,
  errors: [
    'quote.not-found',
    'quote.wrong-state',
    'command.invalid',
    'command.conflict',
    'discount.not-found',
    'discount.used-up',
  ],
})

function undoing(action: 'undo' | 'redo') {
  return endpoint({
    method: 'POST',
    path: `/quotes/:id/${action}`,
    tag,
    summary: action === 'undo' ? 'Take back your last change' : 'Do again what was taken back',
    permission: 'quotes.write',
    params: quoteId,
    response: quote,
    errors: ['quote.not-found', 'quote.wrong-state', 'command.nothing-to-undo', 'command.conflict'],
  })
}
/** For quotes of thousands of lines: an edit of one costs the answer of one. */
export const makeChanges = endpoint({
  method: 'POST',
  path: '/quotes/:id/changes',
  tag,
  summary: 'Change a quote by commands, or take a change back, and hear only what became of it',
  description:
    'As `/commands`, `/undo` and `/redo`; of the lines the answer has those that changed after `seq`.',
  permission: 'quotes.write',
  params: quoteId,
  body: z.union([
    z.strictObject({
      seq: z.int().min(0),
      commands: z.array(command).min(1).max(most('requests', 'commands')),
    }),
    z.strictObject({ seq: z.int().min(0), turn: z.enum(['undo', 'redo']) }),
  ]),
  response: quoteChanges,
  errors: [
    'quote.not-found',
    'quote.wrong-state',
    'command.invalid',
    'command.conflict',
    'command.nothing-to-undo',
    'discount.not-found',
    'discount.used-up',
  ],
})

export const undoQuote = undoing('undo')
export const redoQuote = undoing('redo')

export const applyDiscount = endpoint({
  method: 'POST',
  path: '/quotes/:id/discounts',
  tag,
  summary: 'Apply a discount code or a discount of your own',
  permission: 'quotes.write',
  params: quoteId,
  body: z.strictObject({
    line: lineId.optional(),
    code: code.optional(),
    type: z.enum(['PERCENTAGE', 'FIXED_AMOUNT']).optional(),
    value: amount.optional(),
    reason: label.optional(),
  }),
  response: quote,
  errors: ['quote.not-found', 'quote.wrong-state', 'discount.not-found', 'discount.used-up'],
})

export const removeDiscount = endpoint({
  method: 'DELETE',
  path: '/quotes/:id/discounts/:discount',
  tag,
  summary: 'Remove a discount, by its code or its id',
  permission: 'quotes.write',
  params: z.object({ id: id('quo'), discount: z.string().max(most('values', 'code')) }),
  response: quote,
  errors: ['quote.not-found', 'quote.wrong-state'],
})
