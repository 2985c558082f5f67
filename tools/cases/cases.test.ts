import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { price, replay } from '../../engines/pricer/index.ts'
import { runCase } from './cases.ts'
import { demoContext, demoRequests } from './demo-quotes.ts'
import { readFolder } from './read-folder.ts'

// Programs are started, and a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

describe('cases worked by hand', () => {
  const files = readFolder(join(import.meta.dirname, 'worked'))
  const cases = files.flatMap((file) => ('cases' in file ? file.cases : []))
  test.each(cases.map((each) => [each.id, each] as const))('%s', (_, each) => {
    expect(runCase(each)).toEqual({ id: each.id, result: 'passed' })
  })
})

describe('a folder of cases', () => {
  const run = (files: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'quoin-cases-'))
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
      const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'run.ts'), folder], {
        encoding: 'utf8',
      })
      return { status, lines: stdout.trim().split('\n') }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const rounding = (id: string, result: string, more: object = {}) => ({
    id,
    kind: 'rounding',
    given: { value: '1.005' },
    expect: { result },
    ...more,
  })

  test('is counted in one last line, and a failure says what was expected and what came', () => {
    const cases = [
      rounding('right', '1.01'),
      rounding('wrong', '1.00'),
      rounding('strange', '1', { kind: 'astrology' }),
      rounding('not-ours', '1', { policy: { totalRounding: 'end' }, policyMatters: ['totalRounding'] }),
      null,
    ]
    const { status, lines } = run({ 'a.json': JSON.stringify({ cases }), 'b.json': '{', 'c.json': '[]' })
    expect(status).toBe(1)
    expect(lines.at(-1)).toBe('1 passed, 5 failed, 1 skipped')
    expect(lines).toContain('  result: expected 1.00, actual 1.01')
    expect(lines).toContain('  case: expected an answer, actual the kind astrology is not known')
    expect(lines).toContain('b.json (file)')
    expect(lines.join('\n')).toContain('rounding only at the end is not offered')
  })

  test('without a failure ends well', () => {
    const { status, lines } = run({ 'a.json': JSON.stringify({ cases: [rounding('right', '1.01')] }) })
    expect([status, lines.at(-1)]).toEqual([0, '1 passed, 0 failed, 0 skipped'])
  })
})

describe('the quotes of the demo company', () => {
  const context = demoContext()

  test('come out as they did before, each amount following from its own trace', async () => {
    const table = demoRequests().map(({ name, request }) => {
      const priced = price(request, context)
      expect(replay(JSON.parse(JSON.stringify(priced))).differences).toEqual([])
      const { list, discount, shipping, tax, total, mrr } = priced.totals
      const issues = priced.issues.map(({ code }) => code)
      return { name, currency: priced.currency, list, discount, shipping, tax, total, mrr, issues }
    })
    const text = `[\n${table.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`
    await expect(text).toMatchFileSnapshot('demo-quotes.golden.json')
  })
})
