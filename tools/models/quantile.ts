/** The value below which a share of the list lies; 0 of an empty list. */
export function quantile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

export function milliseconds(ms: number): string {
  return ms.toFixed(ms < 10 ? 2 : 0)
}
