/** "0.5" → "30 min", "26" → "26 h", "80" → "3.3 days". */
export function hours(value: string): string {
  const count = Number(value)
  if (count < 1) return `${Math.round(count * 60)} min`
  return count < 48 ? `${count} h` : `${Math.round((count / 24) * 10) / 10} days`
}
