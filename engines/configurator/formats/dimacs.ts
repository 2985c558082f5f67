/** DIMACS CNF: clauses over numbered features, with names in comments where the file has them. */
import type { BooleanVariable, Model } from '../model.ts'

/** Reads DIMACS text (already unpacked). Features without a name are called by their number. */
export function importDimacs(text: string): Model {
  const names = new Map<number, string>()
  const helpers = new Set<number>()
  const clauses: number[] = []
  let features = 0
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const first = text.charCodeAt(at)
    if (first === 99) readName(text.slice(at, end), names, helpers)
    else if (first === 112) features = Math.max(features, readHeader(text.slice(at, end)))
    else features = Math.max(features, readNumbers(text, at, end, clauses))
    at = end + 1
  }
  if (clauses.length > 0 && clauses.at(-1) !== 0) clauses.push(0)
  const variables: BooleanVariable[] = []
  const used = new Set<string>()
  for (let i = 1; i <= features; i++) {
    const label = names.get(i) ?? String(i)
    const code = used.has(label) ? `${label} (${i})` : label
    used.add(code)
    variables.push({ kind: 'boolean', code, label, ...(helpers.has(i) && { hidden: true }) })
  }
  return {
    code: 'dimacs',
    variables,
    constraints: [
      { code: 'clauses', sentence: 'The rules of the imported file', rule: ['clauses', clauses] },
    ],
  }
}

/** `c 12 name`; a `$` after the number or the name marks a helper. */
function readName(line: string, names: Map<number, string>, helpers: Set<number>): void {
  const match = /^c\s+(\d+)(\$?)\s+(.*?)\s*$/.exec(line)
  if (!match) return
  const id = Number(match[1])
  const helper = match[2] === '$' || match[3]!.endsWith('$')
  if (helper) helpers.add(id)
  names.set(id, match[3]!.replace(/\$$/, ''))
}

function readHeader(line: string): number {
  const [, kind, variables] = line.trim().split(/\s+/)
  const n = Number(variables)
  if (kind !== 'cnf' || !Number.isSafeInteger(n) || n < 0 || n > 1_000_000) {
    throw new SyntaxError(`the header should read "p cnf <variables> <clauses>", not "${line.trim()}"`)
  }
  return n
}

/** Adds the numbers of one line; returns the largest feature number. */
function readNumbers(text: string, from: number, end: number, clauses: number[]): number {
  let most = 0
  let n = 0
  let sign = 1
  let digits = false
  for (let i = from; i <= end; i++) {
    const c = i < end ? text.charCodeAt(i) : 32
    if (c >= 48 && c <= 57) {
      n = n * 10 + c - 48
      digits = true
    } else if (c === 45 && !digits) sign = -1
    else if (c === 32 || c === 9 || c === 13) {
      if (digits) {
        clauses.push(sign * n)
        if (n > most) most = n
      }
      n = 0
      sign = 1
      digits = false
    } else throw new SyntaxError(`a clause holds whole numbers, not "${text.slice(from, end).slice(0, 60)}"`)
  }
  if (most > 1_000_000) throw new SyntaxError(`feature ${most} is out of bounds`)
  return most
}
