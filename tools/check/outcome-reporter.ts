import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

/** What a run of tests came to: how many passed, and the names of those that failed or passed only when tried again. */
export type Result = { passed: number; failed: string[]; again: string[] }

/** Writes the result of a run of Vitest into a file, for `tools/test.ts` to sum up. */
export class OutcomeReporter implements Reporter {
  private readonly result: Result = { passed: 0, failed: [], again: [] }
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result()
    const name = `${test.module.relativeModuleId} › ${test.fullName}`
    if (state === 'failed') this.fail(name, errors[0]?.message)
    if (state === 'passed') this.result.passed += 1
    if (test.diagnostic()?.flaky) this.result.again.push(name)
  }

  // A file that cannot be loaded, or a part whose beginning failed, has no test to say so.
  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) this.fail(module.relativeModuleId, message)
  }

  onTestSuiteResult(suite: TestSuite): void {
    for (const { message } of suite.errors())
      this.fail(`${suite.module.relativeModuleId} › ${suite.fullName}`, message)
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandled: readonly { message: string }[]): void {
    for (const { message } of unhandled) this.fail('outside of a test', message)
    writeFileSync(this.file, JSON.stringify(this.result))
  }

  private fail(name: string, message: string | undefined): void {
    this.result.failed.push(`${name}\n    ${message ?? ''}`)
  }
}
