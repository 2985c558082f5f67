/** The sign of the product: a cornerstone. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="8" fill="#0e5c50" />
      <path d="M8 8h16v5.5H13.5V24H8z" fill="#fff" />
      <path d="M16.5 16.5H24V24h-7.5z" fill="#8fd3c1" />
    </svg>
  )
}
