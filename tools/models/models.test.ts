import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'quoin-models-'))
afterAll(() => rmSync(folder, { recursive: true }))

const expected = (model: string, more: object) =>
  JSON.stringify({
    schema: 'cfg-expected/1',
    model,
    sat: true,
    features: [[1, 3]],
    core: [1],
    dead: [],
    sequences: [],
    ...more,
  })

mkdirSync(join(folder, 'expected'))
writeFileSync(join(folder, 'phone.dimacs'), 'c 1 Phone\nc 2 Camera\nc 3 Screen\np cnf 3 2\n1 0\n-2 3 0\n')
const steps = { kind: 'select', seed: 1, steps: [{ d: -3, t: [], f: [2] }] }
const requests = [{ after: 1, want: 2, minConflict: 1, minRepair: 1, conflict: [-3], repair: [-3] }]
const cost = { optima: [{ objective: 'price', seq: 0, after: 0, min: 761 }] }
writeFileSync(
  join(folder, 'expected/phone.json'),
  expected('phone.dimacs', { sequences: [{ ...steps, requests }], cost }),
)
writeFileSync(
  join(folder, 'expected/wrong.json'),
  expected('phone.dimacs', { sequences: [{ ...steps, steps: [{ d: 3, t: [2], f: [] }] }] }),
)
writeFileSync(join(folder, 'expected/missing.json'), expected('missing.uvl', {}))
writeFileSync(join(folder, 'expected/broken.json'), expected('broken.uvl', {}))
writeFileSync(join(folder, 'broken.uvl'), 'features\n\tA\nconstraints\n\tA => Nobody\n')
writeFileSync(join(folder, 'expected/nonsense.json'), '{"model":')
writeFileSync(join(folder, 'other.splx'), 'no feature tree')

/** All answers of the command: what it prints and how it ends. */
function run(...args: string[]): Promise<{ code: number; output: string }> {
  const script = join(import.meta.dirname, 'run.ts')
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr })
    })
  })
}

describe('replaying a folder of models', () => {
  it('passes, fails and skips one by one, and says why', async () => {
    const { code, output } = await run(folder)
    expect(code).toBe(1)
    expect(output).toMatch(/phone .* 1\/1 .* passed/)
    expect(output).toMatch(/wrong .* failed\n.*Camera = true is open, not yes/)
    expect(output).toMatch(/missing: skipped\n.*missing\.uvl is missing/)
    expect(output).toMatch(/broken: failed\n.*line 4.*Nobody/)
    expect(output).toMatch(/nonsense: failed\n.*JSON/)
    expect(output).toMatch(/other\.splx: failed/)
    expect(output.trim().split('\n').at(-1)).toBe('1 passed, 4 failed, 1 skipped')
  }, 400_000)

  it('ends well where every model passes', async () => {
    const { code, output } = await run(folder, 'phone')
    expect(output).toContain('1 passed, 0 failed, 0 skipped')
    expect(code).toBe(0)
  }, 200_000)
})
