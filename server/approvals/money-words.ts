import type { Outcome } from '../../engines/expressions/index.ts'

/** "€27,707.01": an amount as it stands in a sentence. */
export function moneyInWords(amount: string, currency: string): string {
  // A decimal string is taken digit by digit; the compiler knows only those it can see.
  const exact = amount as `${number}`
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(exact)
}

/** The reasons of an outcome, amounts written as money of the company's currency. */
export function reasonsInWords({ because, reasons }: Outcome, currency: string | undefined): string[] {
  if (currency === undefined) return because
  const amounts = new Map(reasons.filter(({ type }) => type === 'money').map((each) => [each.sentence, each]))
  return because.map((sentence) => {
    const compared = amounts.get(sentence)
    if (!compared) return sentence
    // "total 27707.01 is at least 1000": the limit stands last, the amount before it.
    return [compared.limit, compared.actual].reduce<string>((words, amount) => {
      if (typeof amount !== 'string' || !/^-?\d+(\.\d+)?$/.test(amount)) return words
      const at = words.lastIndexOf(` ${amount}`) + 1
      return at === 0
        ? words
        : words.slice(0, at) + moneyInWords(amount, currency) + words.slice(at + amount.length)
    }, sentence)
  })
}
