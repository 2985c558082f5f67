/** UVL: a feature tree by indentation with groups, attributes, and constraints over features and attributes. */
import type { BooleanVariable, Condition, Constraint, Model } from '../model.ts'
import { isDecimal } from '../rational.ts'
import { parseUvlConstraint, unquote } from './uvl-expression.ts'

type Line = { depth: number; text: string; number: number }
type Group = { kind: string; min: number; max: number; members: string[]; parent: string; line: number }
type Open = { depth: number; feature: string | null; group: Group | null }

/** Reads UVL text. What a finite model cannot hold (imports, unbounded numbers, cloned features) is refused by line. */
export function importUvl(text: string): Model {
  const variables = new Map<string, BooleanVariable>()
  const constraints: Constraint[] = []
  const groups: Group[] = []
  const open: Open[] = []
  let part = ''
  let namespace: string | null = null
  for (const line of linesOf(text)) {
    if (line.depth === 0) {
      const [word, ...rest] = line.text.split(/\s+/)
      part = word!
      if (word === 'namespace') namespace = unquote(rest.join(' '))
      if (word === 'imports') throw problem(line, 'imports cannot be read; merge the files first')
      continue
    }
    if (part === 'features') readTreeLine(line, variables, constraints, groups, open)
    else if (part === 'constraints') constraints.push(readConstraint(line, variables, constraints.length))
  }
  for (const g of groups) constraints.push(...groupConstraints(g))
  const [root] = variables.keys()
  if (root === undefined) throw new SyntaxError('the text has no features')
  const code = namespace ?? root
  return { code, label: code, variables: [...variables.values()], constraints }
}

function problem(line: Line, message: string): SyntaxError {
  return new SyntaxError(`line ${line.number}: ${message}`)
}

function* linesOf(text: string): Generator<Line> {
  let number = 0
  for (const raw of text.split('\n')) {
    number++
    const indent = /^[\t ]*/.exec(raw)![0]
    const line = raw
      .slice(indent.length)
      .replace(/\s*\/\/.*$/, '')
      .trimEnd()
    if (line === '') continue
    const depth = indent.includes('\t') ? indent.split('\t').length - 1 : Math.ceil(indent.length / 4)
    yield { depth, text: line, number }
  }
}

const GROUP = /^(mandatory|optional|alternative|or|\[\s*(\d+)\s*(?:\.\.\s*(\d+|\*))?\s*\])$/

function readTreeLine(
  line: Line,
  variables: Map<string, BooleanVariable>,
  constraints: Constraint[],
  groups: Group[],
  open: Open[],
): void {
  while (open.length > 0 && open.at(-1)!.depth >= line.depth) open.pop()
  const above = open.at(-1)
  const match = GROUP.exec(line.text)
  if (match) {
    if (!above?.feature) throw problem(line, `${line.text} needs a feature above it`)
    const [min, max] = boundsOf(match)
    const group = { kind: match[1]!, min, max, members: [], parent: above.feature, line: line.number }
    groups.push(group)
    open.push({ depth: line.depth, feature: null, group })
    return
  }
  const feature = readFeature(line)
  if (variables.has(feature.code)) throw problem(line, `${feature.code} is there twice`)
  variables.set(feature.code, feature)
  if (above?.group) above.group.members.push(feature.code)
  else if (above)
    throw problem(line, `${feature.code} needs a group (mandatory, optional, or, alternative) above it`)
  else
    constraints.push({
      code: `root ${feature.code}`,
      sentence: `${feature.code} is always there`,
      rule: feature.code,
    })
  open.push({ depth: line.depth, feature: feature.code, group: null })
}

function boundsOf(match: RegExpExecArray): [number, number] {
  const many = Number.POSITIVE_INFINITY
  if (match[1] === 'alternative') return [1, 1]
  if (match[1] === 'or') return [1, many]
  if (match[1] === 'mandatory') return [many, many]
  if (match[1] === 'optional') return [0, many]
  const min = Number(match[2])
  return [min, match[3] === undefined ? min : match[3] === '*' ? many : Number(match[3])]
}

function readFeature(line: Line): BooleanVariable {
  const match =
    /^(?:(Boolean|Integer|Real|String)\s+)?("[^"]*"|[^\s{]+)\s*(cardinality\s*\[[^\]]*\])?\s*(\{.*\})?$/.exec(
      line.text,
    )
  if (!match) throw problem(line, `cannot read the feature ${line.text.slice(0, 60)}`)
  if (match[1] && match[1] !== 'Boolean') {
    throw problem(
      line,
      `${match[1]} features have no bounds; a model here needs a smallest and a largest value`,
    )
  }
  if (match[3]) throw problem(line, 'a feature that occurs several times cannot be read')
  const attributes = attributesOf(match[4] ?? '')
  const code = unquote(match[2]!)
  const numbers = Object.entries(attributes).filter(([, value]) => isDecimal(value))
  return {
    kind: 'boolean',
    code,
    label: code,
    ...(numbers.length > 0 && { attributes: Object.fromEntries(numbers) as Record<string, string> }),
  }
}

/** `{abstract, price 12.5, text "…"}` as name and value. */
function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const pattern = /([A-Za-z_][\w-]*)(?:\s+("[^"]*"|'[^']*'|-?[\d.]+|true|false))?\s*(?:,|\}|$)/g
  for (const match of text.slice(1).matchAll(pattern)) found[match[1]!] = match[2] ?? 'true'
  return found
}

function readConstraint(line: Line, variables: Map<string, BooleanVariable>, index: number): Constraint {
  try {
    const rule = parseUvlConstraint(line.text, variables)
    return { code: `line ${line.number}`, sentence: line.text, rule }
  } catch (error) {
    throw problem(line, `${error instanceof Error ? error.message : error} (constraint ${index + 1})`)
  }
}

function groupConstraints(g: Group): Constraint[] {
  const parts = g.members.map((m): Constraint => {
    return { code: `part ${m}`, sentence: `${m} is a part of ${g.parent}`, rule: ['implies', m, g.parent] }
  })
  const min = Math.min(g.min, g.members.length)
  const max = Math.min(g.max, g.members.length)
  if (min === g.members.length) {
    const mandatory = g.members.map((m): Constraint => {
      return {
        code: `mandatory ${m}`,
        sentence: `${g.parent} always has ${m}`,
        rule: ['implies', g.parent, m],
      }
    })
    return [...parts, ...mandatory]
  }
  if (min === 0 && max === g.members.length) return parts
  const rule: Condition = ['and', ['atLeast', min, ...g.members], ['atMost', max, ...g.members]]
  const words =
    min === max ? `exactly ${min}` : max === g.members.length ? `at least ${min}` : `${min} to ${max}`
  const sentence = `${g.parent} has ${words} of ${g.members.join(', ')}`
  return [...parts, { code: `group line ${g.line}`, sentence, rule, when: g.parent }]
}
