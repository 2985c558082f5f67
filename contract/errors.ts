/**
 * Every refusal the API can give: its status and its sentence. `{name}` is filled from the refusal's details.
 * 400 unreadable · 401 not signed in · 403 not allowed · 404 not there · 409 wrong state or conflict · 412 stale ·
 * 413 too large · 422 invalid · 428 precondition missing · 429 too often.
 */
export const errors = {
  'request.unreadable': { status: 400, sentence: 'The request could not be read: {reason}' },
  'request.invalid': { status: 422, sentence: 'The request has values that cannot be accepted.' },
  'request.too-large': { status: 413, sentence: 'The request is larger than the {limit} allowed here.' },
  'request.unsupported-type': { status: 415, sentence: 'Send the body as application/json.' },
  'request.not-found': { status: 404, sentence: 'There is nothing at {path}.' },
  'request.stale': {
    status: 412,
    sentence: 'Somebody changed this in the meantime. Load it again and repeat your change.',
  },
  'request.precondition-missing': {
    status: 428,
    sentence: 'Say which state you have seen: send its ETag in the If-Match header.',
  },
  'request.key-reused': {
    status: 422,
    sentence: 'This Idempotency-Key was used before with a different request. Use a new key.',
  },
  'request.in-progress': {
    status: 409,
    sentence: 'A request with this Idempotency-Key is still being worked on.',
  },
  'request.too-many': { status: 429, sentence: 'Too many requests. Try again in {seconds} seconds.' },
  'request.foreign-origin': { status: 403, sentence: 'This request did not come from the application.' },
  'server.failed': {
    status: 500,
    sentence: 'Something went wrong on our side. The request id helps to find it.',
  },
  'server.busy': { status: 503, sentence: 'The server cannot answer right now. Try again shortly.' },

  'auth.required': { status: 401, sentence: 'Sign in, or send a valid bearer token.' },
  'auth.wrong-credentials': { status: 401, sentence: 'The user name or the password is not right.' },
  'auth.token-invalid': { status: 401, sentence: 'The token is not valid or has expired. Sign in again.' },
  'auth.locked': {
    status: 429,
    sentence: 'Too many wrong passwords. This sign-in is locked for {minutes} minutes.',
  },
  'auth.second-factor': { status: 401, sentence: 'The password is right. Now give your second factor.' },
  'auth.factor-wrong': { status: 401, sentence: 'This is not right, or was used before.' },
  'auth.ticket-ended': { status: 401, sentence: 'This took too long, or too many tries. Sign in again.' },
  'auth.sign-in-again': {
    status: 403,
    sentence: 'Sign in once more: this needs a sign-in of the last fifteen minutes.',
  },
  'auth.password-expired': {
    status: 401,
    sentence: 'Your password has expired. Have a link sent to your mail address, and set a new one.',
  },
  'auth.forbidden': { status: 403, sentence: 'Your roles do not include the right "{permission}".' },

  'user.not-found': { status: 404, sentence: 'There is no user {id}.' },
  'user.name-taken': { status: 409, sentence: 'The user name "{username}" is taken.' },
  'auth.people-only': {
    status: 403,
    sentence: 'This is for people who signed in, not for API keys and OAuth clients.',
  },
  'program.not-found': { status: 404, sentence: 'There is no API key or OAuth client {id} that holds.' },
  'program.scope-beyond': { status: 422, sentence: '{name} does not have these rights: {scopes}.' },
  'program.cannot-approve': {
    status: 422,
    sentence: 'A program of a service user does not decide on approvals; people do.',
  },
  'program.no-service-user': {
    status: 422,
    sentence: '{name} is no service user: programs act as users with the role "integration".',
  },
  'factor.not-found': { status: 404, sentence: 'There is no second factor {id} to be confirmed or removed.' },
  'factor.none': { status: 409, sentence: 'Set up a second factor first.' },
  'factor.wrong-code': { status: 422, sentence: 'This code is not right. Is the clock of your phone?' },
  'factor.wrong-passkey': { status: 422, sentence: 'The passkey could not be added. Try again.' },
  'sso.refused': { status: 403, sentence: 'You cannot come in this way: {reason}.' },
  'session.not-found': { status: 404, sentence: 'There is no open session {id}.' },
  'team.in-use': { status: 409, sentence: 'The team "{name}" still has {members} members.' },
  'account.link-invalid': {
    status: 404,
    sentence: 'This link is not valid, or no longer. Ask for a new one.',
  },
  'account.no-email': { status: 422, sentence: '{name} has no mail address to send a link to.' },
  'account.closed': { status: 409, sentence: 'The account of {name} is disabled or has expired.' },
  'user.password-weak': { status: 422, sentence: 'The password is not good enough: {reason}' },

  'role.not-found': { status: 404, sentence: 'There is no role "{code}".' },
  'role.exists': { status: 409, sentence: 'There is a role "{name}" already.' },
  'role.built-in': {
    status: 409,
    sentence: 'The role "{code}" comes with the program. Copy it, and change the copy.',
  },
  'role.in-use': {
    status: 409,
    sentence: '{count} people have the role "{code}". Give them another one first.',
  },
  'role.too-wide': {
    status: 403,
    sentence: 'Nobody gives away more than they have: {rights}.',
  },

  'customer.not-found': { status: 404, sentence: 'There is no customer {id}.' },

  'reference.not-found': { status: 404, sentence: 'There is no {kind} "{code}".' },
  'reference.exists': { status: 409, sentence: 'There is a {kind} "{code}" already.' },
  'imported-quote.not-found': { status: 404, sentence: 'There is no imported quote {id}.' },
  'import.not-found': { status: 404, sentence: 'There is no import {id}.' },
  'import.unreadable': { status: 422, sentence: 'The file cannot be read: {reason}' },
  'import.wrong-state': { status: 409, sentence: 'This import is {status}; that cannot be done now.' },
  'import.has-wrong-rows': {
    status: 422,
    sentence: '{count} rows are wrong. Correct the file, or apply the import without them.',
  },
  'import.stale': {
    status: 409,
    sentence: 'Others changed the same things since this file was read: {things}. Read it again.',
  },
  'import.row-refused': { status: 422, sentence: 'Row {row} ({code}) cannot be taken over: {reason}.' },
  'import.nothing-to-do': { status: 422, sentence: 'No row of this import is new or changed.' },
  'export.cell-too-long': {
    status: 422,
    sentence: '{code} has a value too long for a cell of a spreadsheet. Export as CSV or as text files.',
  },
  'simulation.not-found': { status: 404, sentence: 'There is no simulation {id}.' },
  'revision.not-found': { status: 404, sentence: 'There is no revision {revision}.' },
  'change-set.none': {
    status: 409,
    sentence: 'You work in no change set. Name one, or start one first.',
  },
  'change-set.not-found': { status: 404, sentence: 'There is no change set {id}.' },
  'change-set.not-open': {
    status: 409,
    sentence: 'The change set "{title}" is {status}; only an open one can be changed.',
  },
  'change-set.behind': {
    status: 409,
    sentence:
      'Others published changes to the same things: {things}. Rebase the change set and decide which values hold.',
  },
  'change-set.checks-failed': { status: 422, sentence: 'The change set cannot be published: {reason}' },
  'change-set.empty': { status: 422, sentence: 'The change set "{title}" holds no change.' },
  'change-set.not-scheduled': {
    status: 409,
    sentence: 'The change set "{title}" is {status}, not scheduled.',
  },
  'change-set.time-passed': {
    status: 422,
    sentence: 'The time {at} has passed. Choose a later one, or publish now.',
  },
  'change-set.review-missing': {
    status: 409,
    sentence: 'The change set "{title}" needs the approval of somebody who did not prepare it.',
  },
  'change-set.own-review': { status: 403, sentence: 'Nobody decides on a change set they prepared.' },

  'configuration.not-found': { status: 404, sentence: 'There is no configuration {id}.' },
  'configuration.which-product': {
    status: 422,
    sentence: 'Say by `item` which product of the configuration is meant: {products}.',
  },
  'configuration.no-model': { status: 422, sentence: 'The product "{product}" has nothing to configure.' },
  'configuration.no-goal': { status: 422, sentence: 'The model has no total "{total}"; it has {totals}.' },
  'configuration.impossible': {
    status: 422,
    sentence: 'These decisions have no valid configuration: {reason}',
  },

  'guide.answer-unknown': { status: 422, sentence: '"{answer}" is no answer here; there can be {allowed}.' },

  'quote.not-found': { status: 404, sentence: 'There is no quote {id}.' },
  'quote.version-not-found': { status: 404, sentence: 'The quote {number} has no version {version}.' },
  'quote.wrong-state': { status: 409, sentence: 'The quote {number} is {status}; {action} needs {needed}.' },
  'quote.invalid': { status: 422, sentence: 'The quote {number} cannot be {action} while it has errors.' },
  'quote.is-template': { status: 409, sentence: 'The quote {number} is a template; begin a quote from it.' },
  'quote.prices-moved': {
    status: 409,
    sentence:
      'What the prices of {number} come from has changed since they were made: {was} would be {now}. Refresh its prices, then submit it.',
  },
  'quote.empty': { status: 422, sentence: 'The quote {number} has no lines.' },
  'quote.customer-missing': {
    status: 422,
    sentence: 'Choose a customer before the quote {number} is {action}.',
  },
  'quote.customer-inactive': {
    status: 422,
    sentence:
      '{company} is not active any more. Choose another customer before the quote {number} is {action}, or have this one activated again.',
  },
  'quote.expired': { status: 409, sentence: 'The quote {number} expired on {day}.' },
  'quote.superseded': { status: 409, sentence: 'Version {version} of {number} was replaced by a newer one.' },
  'command.invalid': { status: 422, sentence: 'Command {index} ({type}) cannot be carried out: {reason}' },
  'command.conflict': {
    status: 409,
    sentence: '{who} changed {what} to "{theirs}" while you changed it to "{yours}". Choose which one holds.',
  },
  'command.nothing-to-undo': { status: 409, sentence: 'There is nothing to {action} on this quote.' },

  'discount.not-found': { status: 422, sentence: 'There is no discount code "{code}".' },
  'discount.used-up': { status: 409, sentence: 'The discount code "{code}" has been used up.' },

  'approval.not-found': { status: 404, sentence: 'There is no open approval {id}.' },
  'approval.own-quote': { status: 403, sentence: 'Nobody decides on a quote they own, submitted or edited.' },
  'approval.not-asked': { status: 403, sentence: 'This decision was asked of {who}.' },
  'approval.stale': {
    status: 409,
    sentence: 'The quote changed since this approval was asked for. Look at it again.',
  },
  'approval.cannot-decide': { status: 422, sentence: '{who} cannot decide here: {reason}' },
  'approval.delegated-already': {
    status: 409,
    sentence: 'This decision was passed on to you already; it is not passed on again.',
  },
  'approval.comment-missing': { status: 422, sentence: 'Say why you reject the quote.' },

  'audit.no-archive': { status: 404, sentence: 'There is no audit archive {id}.' },
  'audit.archive-not-fetched': {
    status: 409,
    sentence: 'Fetch the archive {id} first: removing it removes the last copy.',
  },
  'address.inside': {
    status: 422,
    sentence:
      '{host} leads to this machine or a network of your own. The operator allows it with ALLOW_PRIVATE_HOSTS.',
  },
  'person.not-found': {
    status: 404,
    sentence: 'Nobody with the id {id} is known here, or they were erased.',
  },
  'person.cannot-erase': { status: 409, sentence: 'This person cannot be erased: {reason}.' },

  'mail.not-found': { status: 404, sentence: 'There is no mail {id}.' },
  'proposal.not-found': {
    status: 404,
    sentence: 'This link is not valid, or no longer. Ask your contact for a new one.',
  },
  'proposal.closed': { status: 409, sentence: '{reason}' },
  'proposal.changed': {
    status: 409,
    sentence: 'The total is {total} now; you have seen {seen}. Look at it again before you sign.',
  },

  'document.not-found': { status: 404, sentence: 'There is no document {id}.' },
  'order.not-found': { status: 404, sentence: 'There is no order {id}.' },
  'order.wrong-state': { status: 409, sentence: 'The order {number} is {status}; it cannot be {action}.' },
  'order.delivered': {
    status: 409,
    sentence: 'Something of the order {number} was delivered already; it cannot be cancelled as a whole.',
  },
  'contract.wrong-state': {
    status: 409,
    sentence: 'The contract {number} is {status}; only an active one can be {action}.',
  },
  'contract.cannot-change': {
    status: 422,
    sentence: 'The contract {number} cannot be changed so: {reason}.',
  },
  'contract.changed': {
    status: 409,
    sentence: 'The contract {number} was changed meanwhile; begin the amendment again.',
  },
  'contract.not-found': { status: 404, sentence: 'There is no contract {id}.' },
} as const satisfies Record<string, { status: number; sentence: string }>

export type ErrorCode = keyof typeof errors
export const errorCodes = Object.keys(errors) as ErrorCode[]
