/** A session: the user's decisions, one engine that follows them, and answers about what is left. */
import type {
  Change,
  CheckResult,
  Completion,
  Configuration,
  DecideResult,
  Decision,
  Explanation,
  Goal,
  Optimum,
  Repair,
  VariableDomain,
} from './answers.ts'
import { checkConfiguration } from './check.ts'
import type { Compiled } from './compile.ts'
import { completeSession } from './complete.ts'
import { domainOf, meaningOf, saidOf, sameDecision } from './decisions.ts'
import { explainWanted, possibleTogether, repairsFor, whyDropped } from './explain.ts'
import type { FlatVariable } from './flat.ts'
import { withHoles } from './holes.ts'
import type { Engine } from './kernel/engine.ts'
import type { Decimal } from './model.ts'
import { optimizeSession, rangeOfTotal } from './optimize.ts'
import type { Dropped, SavedSession, Session } from './session-face.ts'

/** A decision and the level of the engine before it. */
type Entry = { decision: Decision; level: number }

export class RunningSession implements Session {
  readonly dropped: Dropped[] = []
  private readonly compiled: Compiled
  private readonly engine: Engine
  private entries: Entry[] = []

  constructor(compiled: Compiled, decisions: readonly Decision[]) {
    this.compiled = compiled
    this.engine = compiled.root.fork()
    for (const decision of decisions) this.restore(decision)
    this.engine.settle()
  }

  /** Keeps an earlier decision where it still holds, else notes why not. */
  private restore(decision: Decision): void {
    const meaning = this.meaning(decision)
    if ('problem' in meaning) {
      this.dropped.push({ decision, reason: meaning.problem, message: meaning.message })
    } else if (!this.push(decision, meaning.literals)) {
      const message = whyDropped(this.compiled, this.decisions(), decision)
      this.dropped.push({ decision, reason: 'conflict', message })
    }
  }

  private meaning(d: Decision) {
    return meaningOf(this.compiled.flat, this.compiled.lowered.lowered, this.engine.state, d)
  }

  /** Puts a decision on top; false (and nothing changed) when it does not go. */
  private push(decision: Decision, literals: number[]): boolean {
    const level = this.engine.base
    for (const l of literals) {
      if (this.engine.assume(l)) continue
      this.engine.release(level)
      return false
    }
    this.entries.push({ decision, level })
    return true
  }

  decisions(): Decision[] {
    return this.entries.map((e) => e.decision)
  }

  decide(decision: Decision): DecideResult {
    const meaning = this.meaning(decision)
    if ('problem' in meaning) {
      const explanation = { about: decision, decisions: [], constraints: [], sentences: [meaning.message] }
      return { ok: false, explanation }
    }
    const replaced = this.entries.filter((e) => isReplaced(e.decision, decision))
    const kept = this.entries.filter((e) => !replaced.includes(e))
    if (replaced.length > 0 && !this.couldReplace(kept, decision)) return this.refused(kept, decision)
    const watch = this.watchChanges(decision.variable)
    if (replaced.length > 0) this.rebuild(kept)
    const from = this.engine.state.trailSize
    if (!this.push(decision, this.literalsOf(decision))) return this.refused(kept, decision)
    this.engine.settle()
    return { ok: true, changes: replaced.length > 0 ? watch.compareAll() : watch.compareFrom(from) }
  }

  private literalsOf(d: Decision): number[] {
    const meaning = this.meaning(d)
    return 'problem' in meaning ? [] : meaning.literals
  }

  private couldReplace(kept: Entry[], decision: Decision): boolean {
    return possibleTogether(this.compiled, [...kept.map((e) => e.decision), decision])
  }

  private refused(kept: Entry[], decision: Decision): DecideResult {
    const explanation = explainWanted(
      this.compiled,
      kept.map((e) => e.decision),
      decision,
    )
    if (!explanation) throw new Error('refused without a reason')
    return { ok: false, explanation }
  }

  retract(variable?: string): Change[] {
    return this.keepOnly((d) => variable !== undefined && d.variable !== variable, variable)
  }

  giveUp(decisions: readonly Decision[]): Change[] {
    return this.keepOnly((d) => !decisions.some((gone) => sameDecision(gone, d)))
  }

  private keepOnly(stays: (d: Decision) => boolean, variable?: string): Change[] {
    const kept = this.entries.filter((e) => stays(e.decision))
    if (kept.length === this.entries.length) return []
    const watch = this.watchChanges(variable)
    this.rebuild(kept)
    this.engine.settle()
    return watch.compareAll()
  }

  /** Goes back to the first entry that is not kept and decides the rest again. */
  private rebuild(kept: Entry[]): void {
    let same = 0
    while (same < kept.length && kept[same] === this.entries[same]) same++
    const from = this.entries[same]
    if (from) this.engine.release(from.level)
    this.entries = kept.slice(0, same)
    for (const e of kept.slice(same)) {
      if (!this.push(e.decision, this.literalsOf(e.decision)))
        throw new Error('a kept decision stopped holding')
    }
  }

  /** Remembers all domains that can change, to tell afterwards which did. */
  private watchChanges(variable: string | undefined) {
    const { flat, lowered } = this.compiled
    const s = this.engine.state
    const before = new Map<FlatVariable, string>()
    let all: Map<FlatVariable, string> | null = null
    const snapshot = () => {
      const texts = this.domainsOf(flat.variables).map((domain) => JSON.stringify(domain))
      return new Map(flat.variables.map((v, i) => [v, texts[i]!]))
    }
    if (this.entries.length > 0 && variable === undefined) all = snapshot()
    const own = variable === undefined ? undefined : flat.names.get(variable)
    if (own) before.set(own, JSON.stringify(this.domain(own)))
    const replaced = this.entries.some((e) => e.decision.variable === variable)
    if (replaced) all = snapshot()
    const bounds = s.lower.slice()
    const ends = s.upper.slice()
    const changesOf = (variables: Iterable<FlatVariable>, old: Map<FlatVariable, string>): Change[] => {
      const looked = [...variables]
      return this.domainsOf(looked).flatMap((domain, i) =>
        old.get(looked[i]!) === JSON.stringify(domain) ? [] : { variable: domain.variable, domain },
      )
    }
    return {
      compareAll: (): Change[] => changesOf(flat.variables, all ?? new Map()),
      compareFrom: (from: number): Change[] => {
        const touched = new Set<FlatVariable>(own ? [own] : [])
        for (let i = from; i < s.trailSize; i++) {
          const e = lowered.lowered.ownerOf.get(s.trail[i]! >> 1)
          if (e) touched.add(e.variable)
        }
        for (const e of lowered.lowered.largeNumbers) {
          const x = e.integer
          if (s.lower[x] !== bounds[x] || s.upper[x] !== ends[x]) touched.add(e.variable)
        }
        for (const e of lowered.lowered.optional)
          if (s.val[e.presence] !== 0 && s.pos[e.presence >> 1]! >= from) touched.add(e.variable)
        return changesOf(touched, before)
      },
    }
  }

  private domainsOf(variables: Iterable<FlatVariable>): VariableDomain[] {
    const said = saidOf(this.decisions())
    const domains: VariableDomain[] = []
    for (const v of variables)
      domains.push(domainOf(this.compiled.lowered.lowered, this.engine.state, v, said.get(v.path)))
    return domains
  }

  private domain(v: FlatVariable): VariableDomain {
    return this.domainsOf([v])[0]!
  }

  domains(variables?: string[], { holes = 0 }: { holes?: number } = {}): VariableDomain[] {
    const { flat, lowered } = this.compiled
    const wanted = variables?.flatMap((path) => flat.names.get(path) ?? []) ?? flat.variables
    const domains = this.domainsOf(wanted)
    if (holes === 0 || lowered.lowered.largeNumbers.length === 0) return domains
    return withHoles(domains, wanted, lowered.lowered, this.engine.fork(), holes)
  }

  possible(wanted: Decision): boolean {
    const meaning = this.meaning(wanted)
    if ('problem' in meaning) return false
    return this.engine.allows(meaning.literals)
  }

  explain(wanted: Decision): Explanation | null {
    return explainWanted(this.compiled, this.decisions(), wanted)
  }

  explainForced(variable: string): Explanation | null {
    const [domain] = this.domains([variable])
    if (domain?.state !== 'forced' || domain.value === undefined) return null
    const own = this.decisions().filter((d) => d.variable !== variable || !('value' in d))
    return explainWanted(this.compiled, own, { variable, not: domain.value })
  }

  repair(wanted: Decision, limit = 3): Repair[] {
    return repairsFor(this.compiled, this.decisions(), wanted, limit)
  }

  complete(): Completion {
    return completeSession(this.compiled, this.decisions(), this.engine)
  }

  optimize(goal: Goal, budget?: { steps: number }): Optimum {
    return optimizeSession(this.compiled, this.decisions(), goal, budget?.steps)
  }

  total(code: string): { min: Decimal; max: Decimal } {
    return rangeOfTotal(this.compiled, this.decisions(), code)
  }

  check(configuration: Configuration): CheckResult {
    return checkConfiguration(this.compiled.flat, configuration)
  }

  save(): SavedSession {
    return { model: this.compiled.model.code, decisions: this.decisions() }
  }
}

/** Does the later decision take the place of the earlier one? */
function isReplaced(earlier: Decision, later: Decision): boolean {
  if (earlier.variable !== later.variable) return false
  if ('value' in later) return 'not' in earlier ? earlier.not === later.value : true
  if ('not' in later) return 'value' in earlier ? earlier.value === later.not : sameDecision(earlier, later)
  return !('not' in earlier)
}
