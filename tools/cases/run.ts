/**
 * Runs published pricing cases through the engine.
 *
 *     npm run cases -- FOLDER
 *
 * FOLDER holds files in the form `cpq-pricing-case/1`. Each failure is printed with what was expected and what came;
 * the last line counts, and a failure makes the exit code 1.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseFile, Outcome } from './case.ts'
import { runCase } from './cases.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Say which folder: npm run cases -- FOLDER')
  process.exit(2)
}

const outcomes = filesIn(folder).flatMap(({ name, file }) =>
  file.cases.map((each) => ({ name, outcome: runCase(each) })),
)
const skipped = new Map<string, string[]>()
for (const { name, outcome } of outcomes) {
  if (outcome.result === 'failed') printFailure(name, outcome)
  if (outcome.result === 'skipped')
    skipped.set(outcome.reason, [...(skipped.get(outcome.reason) ?? []), outcome.id])
}
if (skipped.size > 0) {
  console.log('Skipped:')
  for (const [reason, ids] of skipped) console.log(`  ${reason}\n    ${ids.join(', ')}`)
}
const count = (result: Outcome['result']) =>
  outcomes.filter(({ outcome }) => outcome.result === result).length
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 || outcomes.length === 0 ? 1 : 0

function filesIn(path: string): { name: string; file: CaseFile }[] {
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const files = names.map((name) => ({
    name,
    file: JSON.parse(readFileSync(join(path, name), 'utf8')) as CaseFile,
  }))
  return files.filter(({ file }) => Array.isArray(file.cases))
}

function printFailure(name: string, outcome: Extract<Outcome, { result: 'failed' }>): void {
  console.log(`${name} ${outcome.id}`)
  for (const { path, expected, actual } of outcome.differences) {
    console.log(`  ${path}: expected ${expected}, actual ${actual}`)
  }
}
