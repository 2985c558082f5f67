/** Days at the start that are not charged. */
export function freeDays(days: number): string {
  return days === 1 ? 'first day free' : `first ${days} days free`
}
