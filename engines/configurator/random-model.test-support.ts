/** Small random models of every kind of variable and constraint, drawn by fast-check. For tests. */
import fc from 'fast-check'
import type { Comparison, Condition, Constraint, Model, NumberExpression, Variable } from './model.ts'

const choices = ['x', 'y', 'z']

const attribute = fc.constantFrom('0', '1', '2', '2.5', '-1', '7')

const choice = (code: string): fc.Arbitrary<Variable> =>
  fc.array(attribute, { minLength: 3, maxLength: 3 }).map((amounts) => ({
    kind: 'choice' as const,
    code,
    options: amounts.map((a, i) => ({ code: `o${i}`, attributes: { a } })),
  }))

const number: fc.Arbitrary<Variable> = fc.oneof(
  fc
    .record({ min: fc.integer({ min: -2, max: 2 }), size: fc.integer({ min: 0, max: 4 }) })
    .map(({ min, size }) => ({
      kind: 'integer' as const,
      code: 'n',
      min: String(min),
      max: String(min + size),
      attributes: { a: '2' },
    })),
  fc.constant({ kind: 'decimal' as const, code: 'n', min: '0.5', max: '2.0', step: '0.5' }),
)

const variables: fc.Arbitrary<Variable[]> = fc.tuple(
  choice('x'),
  choice('y'),
  choice('z'),
  number,
  fc.constant<Variable>({ kind: 'boolean', code: 'b', attributes: { a: '3' } }),
  fc.constant<Variable>({ kind: 'boolean', code: 'c' }),
)

const option = fc.constantFrom('o0', 'o1', 'o2')
const numeral = fc.constantFrom('0', '1', '2', '3', '4.5', '-1', '1.5')
const comparison = fc.constantFrom<Comparison>('=', '!=', '<', '<=', '>', '>=')
const slotNames = fc.constantFrom('s.p', 's.m')

function expression(slots: boolean): fc.Arbitrary<NumberExpression> {
  return fc.letrec<{ e: NumberExpression; leaf: NumberExpression }>((tie) => ({
    leaf: fc.oneof(
      numeral,
      fc.constant<NumberExpression>(['variable', 'n']),
      fc.constantFrom(...choices, 'b', 'n').map((v): NumberExpression => ['attribute', v, 'a']),
      ...(slots
        ? [
            fc.constant<NumberExpression>(['variable', 's']),
            fc.constant<NumberExpression>(['sumOf', 's', ['attribute', 's.p', 'a']]),
            fc.constant<NumberExpression>(['sumOf', 's', ['+', ['attribute', 's.p', 'a'], '1']]),
            fc.constant<NumberExpression>(['maxOf', 's', ['attribute', 's.p', 'a']]),
            fc.constant<NumberExpression>(['minOf', 's', ['variable', 's.m']]),
            fc.constant<NumberExpression>(['sumOf', 's', ['variable', 's.m']]),
            fc.constant<NumberExpression>(['countOf', 's', ['is', 's.p', 'o1']]),
          ]
        : []),
    ),
    e: fc.oneof(
      { maxDepth: 2 },
      tie('leaf'),
      fc
        .tuple(fc.constantFrom('+', '-', '*', 'min', 'max'), tie('e'), tie('e'))
        .map((t) => t as NumberExpression),
      fc.tuple(fc.constant('/'), tie('e'), tie('leaf')).map((t) => t as NumberExpression),
      fc
        .tuple(fc.constantFrom('b', 'c'), tie('e'), tie('e'))
        .map(([c, a, b]): NumberExpression => ['if', c, a, b]),
      fc.constant<NumberExpression>(['count', 'b', 'c', ['is', 'x', 'o0']]),
    ),
  })).e
}

function condition(slots: boolean): fc.Arbitrary<Condition> {
  return fc.letrec<{ c: Condition; leaf: Condition }>((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom<Condition>('b', 'c', true),
      fc.tuple(fc.constantFrom(...choices), option).map(([v, o]): Condition => ['is', v, o]),
      fc.tuple(fc.constantFrom(...choices), option, option).map(([v, o, p]): Condition => ['in', v, [o, p]]),
      fc.constantFrom<Condition>(['same', 'x', 'y'], ['is', 'n', '1'], ['same', 'b', 'c']),
      fc.tuple(comparison, expression(slots), expression(slots)).map(([op, a, b]): Condition => [op, a, b]),
      ...(slots
        ? [
            slotNames.map((): Condition => ['every', 's', ['is', 's.p', 'o0']]),
            fc.constant<Condition>(['some', 's', ['and', ['is', 's.p', 'o1'], 'b']]),
            fc.constant<Condition>(['is', 's[0].p', 'o1']),
            fc.constant<Condition>(['is', 's', '1']),
          ]
        : []),
    ),
    c: fc.oneof(
      { maxDepth: 3 },
      tie('leaf'),
      fc
        .tuple(fc.constantFrom('and', 'or', 'excludes', 'requires'), tie('c'), tie('c'), tie('c'))
        .map((t) => t as Condition),
      fc.tuple(fc.constantFrom('implies', 'iff', 'xor'), tie('c'), tie('c')).map((t) => t as Condition),
      tie('c').map((c): Condition => ['not', c]),
      fc
        .tuple(
          fc.constantFrom('atLeast', 'atMost', 'exactly'),
          fc.integer({ min: 0, max: 3 }),
          tie('c'),
          tie('leaf'),
          tie('leaf'),
        )
        .map((t) => t as Condition),
    ),
  })).c
}

const cell = fc.oneof({ weight: 5, arbitrary: option }, { weight: 1, arbitrary: fc.constant(null) })

const table: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom<'allowed' | 'forbidden'>('allowed', 'forbidden'),
    fc.array(fc.tuple(cell, cell, cell, fc.constantFrom(true, false, null)), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(
    ([kind, rows, n]) =>
      [kind, ['x', 'y', 'z', 'b'].slice(0, n), rows.map((r) => r.slice(0, n))] as Condition,
  )

/** Models of six variables, some with a slot for up to two components, and a few constraints. */
export const randomModel: fc.Arbitrary<Model> = fc.boolean().chain((slots) =>
  fc
    .record({
      variables,
      constraints: fc.array(fc.oneof(condition(slots), condition(slots), table), {
        minLength: 1,
        maxLength: 4,
      }),
      part: choice('p'),
      most: fc.constantFrom(1, 1, 2),
    })
    .map(({ variables, constraints, part, most }) => ({
      code: 'random',
      variables,
      constraints: constraints.map((rule, i): Constraint => ({ code: `r${i}`, sentence: `Rule ${i}`, rule })),
      ...(slots && {
        components: [{ code: 's', model: 'part', min: 0, max: most }],
        models: {
          part: {
            code: 'part',
            variables: [part, { kind: 'integer' as const, code: 'm', min: '1', max: '2' }],
            constraints: [
              {
                code: 'own',
                sentence: 'The last one comes alone',
                rule: ['implies', ['is', 'p', 'o1'], ['is', 'm', '1']] as Condition,
              },
            ],
          },
        },
      }),
    })),
)
