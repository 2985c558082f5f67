/**
 * The bounds that make the work of any condition, however written, known before it runs. The README lists them.
 */

/** Characters of a text; a list of a few thousand product codes fits. */
export const maxTextLength = 100_000
/** Brackets, calls and signs inside one another. */
export const maxDepth = 200
/** `and`, `or`, `not` inside one another in JSON; each prints as at most two levels of text. */
export const maxJsonDepth = 50
/** Values, fields, operators and calls of one condition. */
export const maxParts = 20_000
/** Terms of one sum or product written without brackets; they are nested inside. */
export const maxChain = 100
/** Names in a dotted field. */
export const maxNames = 10
/** Digits of a number, above and below the line, at any step of a calculation. */
export const maxDigits = 400
/** Characters of a number or a text among the facts. */
export const maxNumberLength = 100
export const maxFactLength = 10_000
/** Entries of a list whose field does not say its own `max`. */
export const defaultListMax = 1_000
/** Steps of one evaluation. */
export const defaultMaxCost = 1_000_000
/** Sentences of one list in `because`; the structured reasons keep all. */
export const maxSentences = 5
/** Mistakes told at once. */
export const maxIssues = 100
/** Characters an editor's completion looks back for the word at hand. */
export const maxWordLength = 200
/** Steps that going through a text counts for. */
export const textCost = 20
