import { describe, expect, it } from 'vitest'
import { compileModel } from './compile.ts'
import { type Condition, checkModel, compile, type Model, startSession } from './index.ts'

const part: Model = { code: 'part', variables: [{ kind: 'boolean', code: 'on' }] }
const base: Model = {
  code: 'desk',
  variables: [
    { kind: 'choice', code: 'top', options: [{ code: 'oak' }, { code: 'glass' }] },
    { kind: 'integer', code: 'legs', min: '3', max: '6' },
  ],
}
const rule = (rule: Condition): Model => ({
  ...base,
  constraints: [{ code: 'r', sentence: 'A rule.', rule }],
})

function refusal(model: unknown) {
  return checkModel(model).filter((i) => i.severity === 'error')
}

describe('a model is refused with the place of the mistake and what would be right', () => {
  it.each<[string, unknown, string, string, RegExp]>([
    [
      'a component that holds itself',
      {
        ...base,
        components: [{ code: 's', model: 'a', min: 0, max: 1 }],
        models: { a: { ...part, code: 'a', components: [{ code: 's', model: 'a', min: 0, max: 1 }] } },
      },
      'model.cycle',
      'models.a.components[0].model',
      /cannot hold itself/,
    ],
    [
      'a constraint on an unknown variable',
      rule(['is', 'shelf', 'oak']),
      'model.unknown',
      'constraints[0].rule',
      /shelf/,
    ],
    [
      'a constraint on an unknown option',
      rule(['is', 'top', 'marble']),
      'model.value',
      'constraints[0].rule',
      /marble/,
    ],
    [
      'a choice without options',
      { ...base, variables: [{ kind: 'choice', code: 'top', options: [] }] },
      'model.empty',
      'variables[0].options',
      /at least one/,
    ],
    [
      'a range without numbers',
      { ...base, variables: [{ kind: 'integer', code: 'legs', min: '6', max: '3' }] },
      'model.empty',
      'variables[0].max',
      /6/,
    ],
    [
      'a number without an end',
      { ...base, variables: [{ kind: 'integer', code: 'legs', min: '3' }] },
      'model.unbounded',
      'variables[0].max',
      /max/,
    ],
    [
      'a thousand million components',
      { ...base, components: [{ code: 's', model: 'part', min: 0, max: 1_000_000_000 }], models: { part } },
      'model.too-large',
      'components[0].max',
      /at most 500/,
    ],
  ])('%s', (_, model, code, path, message) => {
    const found = refusal(model).find((i) => i.code === code)
    expect({ found, all: refusal(model) }).toMatchObject({ found: { path } })
    expect(found?.message).toMatch(message)
  })

  it('names the constraint that would take too much to work out', () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      Array.from({ length: 12 }, (_, k) => ((i * (k + 7)) % 11 < 3 ? null : `o${(i * (k + 3)) % 40}`)),
    )
    const model: Model = {
      code: 'explodes',
      variables: Array.from({ length: 12 }, (_, k) => ({
        kind: 'choice' as const,
        code: `v${k}`,
        options: Array.from({ length: 40 }, (_, o) => ({ code: `o${o}` })),
      })),
      constraints: [
        {
          code: 'everything',
          sentence: 'All go together as listed.',
          rule: ['allowed', Array.from({ length: 12 }, (_, k) => `v${k}`), rows],
        },
      ],
    }
    const result = compile(model)
    expect(result.ok).toBe(false)
    expect(result.issues[0]).toMatchObject({
      code: 'model.too-large',
      path: 'everything',
      reasons: ['everything'],
    })
  }, 60_000)

  it('gives up on a model that takes more steps than allowed', () => {
    // Nine pigeons in eight holes: no short proof without counting.
    const holes = Array.from({ length: 8 }, (_, h) => ({ code: `h${h}` }))
    const pigeons = Array.from({ length: 9 }, (_, p) => ({
      kind: 'choice' as const,
      code: `p${p}`,
      options: holes,
    }))
    const constraints = pigeons.flatMap((a, i) =>
      pigeons.slice(i + 1).map((b) => ({
        code: `${a.code}-${b.code}`,
        sentence: 'Never in one hole.',
        rule: ['not', ['same', a.code, b.code]] as Condition,
      })),
    )
    const result = compileModel({ code: 'pigeons', variables: pigeons, constraints }, 50)
    expect(result.ok).toBe(false)
    expect(result.issues.at(-1)).toMatchObject({ code: 'model.too-hard' })
  })
})

describe('a decision', () => {
  it('outside the domain is refused with a sentence, and nothing changes', () => {
    const result = compile(base)
    if (!result.ok) throw new Error('does not compile')
    const session = startSession(result.compiled)
    for (const wanted of [
      { variable: 'top', value: 'marble' },
      { variable: 'legs', value: '7' },
      { variable: 'legs', value: '3.5' },
      { variable: 'legs', min: 'many' },
      { variable: 'shelf', value: true },
    ]) {
      const outcome = session.decide(wanted)
      expect(outcome.ok).toBe(false)
      if (!outcome.ok) expect(outcome.explanation.sentences[0]).toMatch(/top|legs|many|shelf/)
    }
    expect(session.decisions()).toEqual([])
  })
})
