import { folded } from './build-arithmetic.ts'
import { type Built, type Context, refuse } from './built.ts'
import { nameOf, type Type } from './kinds.ts'
import { print } from './print.ts'
import type { CallNode } from './syntax.ts'
import type { Frame, Value } from './values.ts'

/** Checks the arguments of a call and makes it ready to run. */
export type Builder = (node: CallNode, args: Built[], ctx: Context) => Built

/** The parts all results of calls share. */
export function made(node: CallNode, type: Type, args: Built[], run: (frame: Frame) => Value): Built {
  const cost = args.reduce((total, arg) => total + arg.cost, 1)
  return folded({ node, type, cost, label: print(node), computed: true, run }, ...args)
}

export function wrong(ctx: Context, node: CallNode, arg: Built, needed: string): Built {
  if (arg.type.kind === 'broken') return arg
  return refuse(ctx, arg.node, 'types', `${node.name}() needs ${needed}, ${arg.label} is ${nameOf(arg.type)}`)
}
