import type { RoundingMode } from './rounding.ts'

/** Decimals of a currency's smallest unit, and the days between which the code holds: from ≤ day < to. */
export type Currency = { code: string; minorUnits: number; from?: string; to?: string }

/** What a currency is: its smallest unit on a day (today's when absent). The code is taken in any case. */
export function findCurrency(code: string, day?: string): Currency | undefined {
  const rows = table.get(code.toUpperCase())
  if (!rows) return undefined
  if (day === undefined) return rows.at(-1)
  const date = day.slice(0, 10)
  return rows.find(
    (row) => (row.from === undefined || row.from <= date) && (row.to === undefined || date < row.to),
  )
}

/** Decimals of the smallest unit; refuses codes ISO 4217 does not know on that day. */
export function minorUnits(code: string, day?: string): number {
  const currency = findCurrency(code, day)
  if (!currency)
    throw new RangeError(`No currency has the code ${code}${day ? ` on ${day.slice(0, 10)}` : ''}`)
  return currency.minorUnits
}

/** Cash steps where coins of the smallest unit are no longer used; a proposal for the policy, never applied by itself. */
export const cashSteps: Readonly<Record<string, { step: string; mode: RoundingMode }>> = {
  AUD: { step: '0.05', mode: 'HALF_UP' },
  CAD: { step: '0.05', mode: 'HALF_UP' },
  CHF: { step: '0.05', mode: 'HALF_UP' },
  CZK: { step: '1', mode: 'HALF_UP' },
  DKK: { step: '0.50', mode: 'HALF_UP' },
  HUF: { step: '5', mode: 'HALF_UP' },
  NOK: { step: '1', mode: 'HALF_UP' },
  NZD: { step: '0.10', mode: 'HALF_DOWN' },
  SEK: { step: '1', mode: 'HALF_UP' },
}

const current: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
    'CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL ' +
    'HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU ' +
    'MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR ' +
    'SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UZS VED VES ' +
    'WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** Codes that ended, and codes whose minor units changed: quotes of those days are repriced with what held then. */
const former: Currency[] = [
  { code: 'ANG', minorUnits: 2, to: '2025-07-01' },
  { code: 'BGN', minorUnits: 2, to: '2026-02-01' },
  { code: 'BYR', minorUnits: 0, to: '2017-01-01' },
  { code: 'CUC', minorUnits: 2, to: '2021-07-01' },
  { code: 'EEK', minorUnits: 2, to: '2011-01-15' },
  { code: 'HRK', minorUnits: 2, to: '2023-01-15' },
  { code: 'LTL', minorUnits: 2, to: '2015-01-16' },
  { code: 'LVL', minorUnits: 2, to: '2014-01-15' },
  { code: 'MRO', minorUnits: 2, to: '2018-01-01' },
  { code: 'SLL', minorUnits: 2, to: '2024-01-01' },
  { code: 'STD', minorUnits: 2, to: '2018-01-01' },
  { code: 'VEF', minorUnits: 2, to: '2018-08-20' },
  { code: 'ZMK', minorUnits: 2, to: '2013-01-01' },
  { code: 'ZWL', minorUnits: 2, to: '2024-09-01' },
]

const table = new Map<string, Currency[]>()
for (const row of former) table.set(row.code, [row])
for (const [units, codes] of Object.entries(current)) {
  for (const code of codes.split(' ')) {
    table.set(code, [...(table.get(code) ?? []), { code, minorUnits: Number(units) }])
  }
}
