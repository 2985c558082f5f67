import { buildArithmetic, buildNegate } from './build-arithmetic.ts'
import { buildCompare, buildIn } from './build-compare.ts'
import { buildField, buildHas } from './build-field.ts'
import { buildEach, buildListLiteral } from './build-list.ts'
import { buildBoolean, buildChoose, buildLogic, buildNot } from './build-logic.ts'
import { type Built, type Context, constant, refuse, unheard } from './built.ts'
import { functions } from './functions.ts'
import { nearest } from './issues.ts'
import { broken, numeral, text } from './kinds.ts'
import { maxIssues } from './limits.ts'
import type { CallNode, Node } from './syntax.ts'

export type Build = (node: Node, ctx: Context) => Built

/** Checks a tree against the declared fields and makes it ready to run; what is wrong is noted in `ctx`. */
export const build: Build = (node, ctx) => {
  if (ctx.issues.length >= maxIssues) return unheard(node)
  switch (node.kind) {
    case 'number':
      return constant(node, numeral, node.value)
    case 'text':
      return constant(node, text, node.value)
    case 'boolean':
      return buildBoolean(node)
    case 'field':
      return buildField(node, ctx)
    case 'has':
      return buildHas(node, ctx)
    case 'list':
      return buildListLiteral(node, ctx, build)
    case 'not':
      return buildNot(node, ctx, build)
    case 'negate':
      return buildNegate(node, ctx, build)
    case 'all':
    case 'any':
      return buildLogic(node, ctx, build)
    case 'compare':
      return buildCompare(node, ctx, build)
    case 'in':
      return buildIn(node, ctx, build)
    case 'arithmetic':
      return buildArithmetic(node, ctx, build)
    case 'choose':
      return buildChoose(node, ctx, build)
    case 'each':
      return buildEach(node, ctx, build)
    case 'call':
      return buildCall(node, ctx)
  }
}

function buildCall(node: CallNode, ctx: Context): Built {
  const known = functions.get(node.name)
  if (!known) {
    const best = nearest(node.name, [...functions.keys(), 'has', 'exists', 'all', 'map', 'filter'])
    return refuse(
      ctx,
      node,
      'unknown-function',
      `There is no function ${node.name}()`,
      best && `Did you mean ${best}()?`,
    )
  }
  const { length } = node.args
  if (length < known.least || length > known.most) {
    return refuse(
      ctx,
      node,
      'arguments',
      `${node.name}() does not take ${length} arguments`,
      `Write ${known.call}`,
    )
  }
  const args = node.args.map((arg) => build(arg, ctx))
  const bad = args.find(({ type }) => type.kind === 'broken')
  return bad ? { ...bad, type: broken } : known.build(node, args, ctx)
}
