/** Diagrams of tables, kept with the model: a part of it that is looked at later needs them again. */
import type { FlatVariable } from './flat.ts'
import type { Value } from './model.ts'
import { diagramOfRows, type Layers, type Rows } from './tables.ts'

type Known = { variables: FlatVariable[]; sizes: number[]; layers: Layers }

export class TableCache {
  private readonly known = new Map<(Value | null)[][], Known[]>()

  /** The diagram of these rows of the model over these variables; numbered rows of number columns are not kept. */
  diagram(source: (Value | null)[][], variables: FlatVariable[], sizes: number[], rows: () => Rows): Layers {
    if (variables.some((v) => v.kind === 'number')) return diagramOfRows(sizes, rows())
    const known = this.known.get(source) ?? []
    const same = known.find((k) => isSame(k, variables, sizes))
    if (same) return same.layers
    const layers = diagramOfRows(sizes, rows())
    this.known.set(source, [...known, { variables, sizes, layers }])
    return layers
  }
}

function isSame(k: Known, variables: FlatVariable[], sizes: number[]): boolean {
  return variables.every((v, i) => v.spec === k.variables[i]!.spec && sizes[i] === k.sizes[i])
}
