/** Tax unions that countries belong to. */
const members: Record<string, string> = {
  EU: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK',
}

/** The unions of the country a region lies in: "DE" → { DE: ["EU"] }. */
export function unionsOf(region: string | undefined): Record<string, string[]> {
  const country = region?.slice(0, 2)
  if (!country) return {}
  const unions = Object.keys(members).filter((union) => members[union]?.split(' ').includes(country))
  return unions.length > 0 ? { [country]: unions } : {}
}
