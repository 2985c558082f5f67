/** SXFM (`.splx`): a feature tree by indentation, and clauses over the features. */
import type { BooleanVariable, Condition, Constraint, Model } from '../model.ts'

type Node = {
  code: string
  depth: number
  kind: 'r' | 'm' | 'o' | 'g' | ''
  parent: Node | null
  group: Group | null
}
type Group = { parent: Node; min: number; max: number; members: Node[] }

/** Reads the tree and the constraints; mandatory, optional and group children become constraints of their own. */
export function importSxfm(text: string): Model {
  const name = /<feature_model[^>]*name="([^"]*)"/.exec(text)?.[1] ?? 'sxfm'
  const tree = section(text, 'feature_tree')
  if (tree.trim() === '') throw new SyntaxError('the text has no feature_tree')
  const variables: BooleanVariable[] = []
  const constraints: Constraint[] = []
  const ids = new Map<string, string>()
  const groups: Group[] = []
  const path: { depth: number; node: Node | null; group: Group | null }[] = []
  for (const line of tree.split('\n')) {
    if (line.trim() === '') continue
    const depth = /^\t*/.exec(line)![0].length
    while (path.length > 0 && path.at(-1)!.depth >= depth) path.pop()
    const above = path.at(-1) ?? null
    const group = groupOf(line, above?.node ?? null)
    if (group) {
      groups.push(group)
      path.push({ depth, node: group.parent, group })
      continue
    }
    const node = readFeature(line, depth, above?.node ?? null, above?.group ?? null)
    const { id, label } = idOf(line)
    const code = ids.has(id) || variables.some((v) => v.code === label) ? `${label} (${id})` : label
    node.code = code
    ids.set(id, code)
    variables.push({ kind: 'boolean', code, label })
    if (node.group) node.group.members.push(node)
    addTreeConstraints(node, constraints)
    path.push({ depth, node, group: null })
  }
  for (const [i, g] of groups.entries()) constraints.push(groupConstraint(g, i))
  constraints.push(...readConstraints(section(text, 'constraints'), ids))
  return { code: name, label: name, variables, constraints }
}

function section(text: string, tag: string): string {
  return new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1] ?? ''
}

function groupOf(line: string, parent: Node | null): Group | null {
  const match = /^\s*:g\b.*\[\s*(\d+)\s*,\s*(\d+|\*)\s*\]/.exec(line)
  if (!match) return null
  if (!parent) throw new SyntaxError(`a group needs a feature above it: ${line.trim()}`)
  const max = match[2] === '*' ? Number.POSITIVE_INFINITY : Number(match[2])
  return { parent, min: Number(match[1]), max, members: [] }
}

function readFeature(line: string, depth: number, parent: Node | null, group: Group | null): Node {
  const match = /^\s*:([rmo]?)\s/.exec(line)
  if (!match) throw new SyntaxError(`a feature starts with :r, :m, :o or ":", not ${line.trim()}`)
  return { code: '', depth, kind: match[1] as Node['kind'], parent, group }
}

function idOf(line: string): { id: string; label: string } {
  const match = /^\s*:[rmo]?\s+(.*?)\s*(?:\(([^()]*)\))?\s*$/.exec(line)!
  const label = match[1]!.trim()
  return { id: match[2] ?? label, label: label === '' ? match[2]! : label }
}

function addTreeConstraints(node: Node, constraints: Constraint[]): void {
  const { code, parent } = node
  if (!parent) {
    constraints.push({ code: `root ${code}`, sentence: `${code} is always there`, rule: code })
    return
  }
  constraints.push({
    code: `part ${code}`,
    sentence: `${code} is a part of ${parent.code}`,
    rule: ['implies', code, parent.code],
  })
  if (node.kind === 'm') {
    constraints.push({
      code: `mandatory ${code}`,
      sentence: `${parent.code} always has ${code}`,
      rule: ['implies', parent.code, code],
    })
  }
}

function groupConstraint(g: Group, i: number): Constraint {
  const members = g.members.map((m) => m.code)
  const max = Math.min(g.max, members.length)
  const rule: Condition = ['and', ['atLeast', g.min, ...members], ['atMost', max, ...members]]
  return {
    code: `group ${i + 1} of ${g.parent.code}`,
    sentence: `${g.parent.code} has ${g.min} to ${max} of ${members.join(', ')}`,
    rule,
    when: g.parent.code,
  }
}

function readConstraints(text: string, ids: Map<string, string>): Constraint[] {
  return text.split('\n').flatMap((line, i) => {
    const clause = line.replace(/^[^:]*:/, '').trim()
    if (clause === '') return []
    const literals = clause.split(/\s+or\s+/i).map((word): Condition => {
      const name = word.replace(/^~|^!/, '').trim()
      const code = ids.get(name)
      if (code === undefined) throw new SyntaxError(`constraint ${i + 1} names ${name}, which is no feature`)
      return /^[~!]/.test(word) ? ['not', code] : code
    })
    return [{ code: `constraint ${i + 1}`, sentence: clause, rule: ['or', ...literals] satisfies Condition }]
  })
}
