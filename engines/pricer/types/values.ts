export type Decimal = string
export type Instant = string
export type Day = string
