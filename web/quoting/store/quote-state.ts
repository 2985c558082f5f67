import type { Problem } from '../../../contract/problem.ts'
import type { Quote } from '../../../contract/quotes.ts'
import type { Edit } from './unsent.ts'

/** What came of sending something. Unreachable covers whatever may be better in a moment. */
export type Sent =
  | { kind: 'done'; quote: Quote }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'unreachable'; sentence: string }

/** The server as the store knows it; it is told what is known here, and has to send only the rest. */
export type QuoteServer = {
  load(known: Quote): Promise<Sent>
  send(edit: Edit, known: Quote): Promise<Sent>
  undo(key: string, known: Quote): Promise<Sent>
  redo(key: string, known: Quote): Promise<Sent>
}

/** An edit on a field somebody else changed meanwhile: the person decides which value holds. */
export type Conflict = {
  edit: Edit
  sentence: string
  who: string
  what: string
  theirs: string
  yours: string
}
/** An edit the server would not carry out, kept in sight until the person has read why. */
export type Refused = { key: string; words: string; problem: Problem }

export type QuoteState = {
  /** As shown: the server's answer with the waiting edits on top. */
  quote: Quote
  phase: 'saved' | 'saving' | 'unreachable'
  /** Why the server cannot be reached. */
  sentence?: string
  waiting: number
  /** As edited, before the pricer here has looked at it. */
  guessed: Quote
  /** The amounts are of the edits that wait, not of the state before them. */
  priced: boolean
  /** Lines whose amounts wait for the server. */
  touched: ReadonlySet<string>
  conflict?: Conflict
  refused: Refused[]
}

/** What a refusal for a conflict says, for the person to decide. */
export function conflictOf(edit: Edit, problem: Problem): Conflict {
  const text = (name: string) => String(problem.details?.[name] ?? '')
  return {
    edit,
    sentence: problem.detail,
    who: text('who'),
    what: text('what'),
    theirs: text('theirs'),
    yours: text('yours'),
  }
}
