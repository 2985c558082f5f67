type Row = { kind: string; label: string; amount: string; rejected?: boolean | undefined }
export type Step = { kind: string; label: string; before?: string; after?: string }

/** Two ways from list price to total as one: steps of both once, in an order that keeps that of each. */
export function sideBySide(before: readonly Row[], after: readonly Row[]): Step[] {
  const left = counted(before)
  const right = counted(after)
  const known = new Set(left.map(({ key }) => key))
  const steps: Step[] = []
  let at = 0
  for (const { key, row } of right) {
    const place = known.has(key) ? left.findIndex((each, index) => index >= at && each.key === key) : -1
    if (place >= 0) {
      for (const gone of left.slice(at, place)) steps.push(step(gone.row, { before: gone.row.amount }))
      at = place + 1
      steps.push(step(row, { before: left[place]?.row.amount ?? '0', after: row.amount }))
    } else {
      steps.push(step(row, { after: row.amount }))
    }
  }
  for (const { row } of left.slice(at)) steps.push(step(row, { before: row.amount }))
  return steps
}

const step = ({ kind, label }: Row, amounts: Pick<Step, 'before' | 'after'>): Step => ({
  kind,
  label,
  ...amounts,
})

/** The steps that count; one that comes twice under a name is told from the first. */
function counted(rows: readonly Row[]) {
  const seen = new Map<string, number>()
  return rows
    .filter((row) => !row.rejected)
    .map((row) => {
      const name = `${row.kind} ${nameOf(row.label)}`
      const time = (seen.get(name) ?? 0) + 1
      seen.set(name, time)
      return { row, key: `${name} ${time}` }
    })
}

/** "VAT 20 %" and "VAT 21 %" are the same step. */
const nameOf = (label: string) => label.replaceAll(/[\d.,\s%]+/g, ' ').trim()
