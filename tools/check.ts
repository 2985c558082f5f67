/** `npm run check`: types, format, lint with the import rules, and the files the docs name. No test is run. */
import { checkAll, report } from './check/parts.ts'

const outcomes = await checkAll()
report(outcomes)
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
