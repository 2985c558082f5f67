/**
 * Runs published pricing cases through the engine.
 *
 *     npm run cases -- FOLDER
 *
 * FOLDER holds files in the form `cpq-pricing-case/1`. Each failure is printed with what was expected and what came;
 * the last line counts, and a failure makes the exit code 1.
 */
import type { Outcome } from './case.ts'
import { runCase } from './cases.ts'
import { readFolder } from './read-folder.ts'

const folder = process.argv[2]
if (folder === undefined) {
  console.error('Say which folder: npm run cases -- FOLDER')
  process.exit(2)
}

const outcomes = outcomesIn(folder)
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

/** One outcome for each case, and a failed one for each file that cannot be read. */
function outcomesIn(path: string): { name: string; outcome: Outcome }[] {
  try {
    return readFolder(path).flatMap((file) =>
      'problem' in file
        ? [{ name: file.name, outcome: unreadable(file.problem) }]
        : file.cases.map((each) => ({ name: file.name, outcome: runCase(each) })),
    )
  } catch (problem) {
    console.error(
      `The folder cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`,
    )
    process.exit(2)
  }
}

function unreadable(problem: string): Outcome {
  const difference = { path: 'file', expected: 'cases in the form cpq-pricing-case/1', actual: problem }
  return { id: '(file)', result: 'failed', differences: [difference] }
}

function printFailure(name: string, outcome: Extract<Outcome, { result: 'failed' }>): void {
  console.log(`${name} ${outcome.id}`)
  for (const { path, expected, actual } of outcome.differences) {
    console.log(`  ${path}: expected ${expected}, actual ${actual}`)
  }
}
