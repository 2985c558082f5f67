/** What a person's spelling of a number means; `either` lists the readings of a spelling that can mean two numbers. */
export type NumberRead =
  | { kind: 'number'; value: string }
  | { kind: 'ambiguous'; either: [string, string] }
  | { kind: 'none' }

/**
 * Reads a number as people in many countries write it: "1.000,5", "1,000.5", "1 000", "1'000", "12,5 %". A lone separator
 * before exactly three digits ("1.000") can be a thousand or one; nobody is charged for a guess, so it is said.
 */
export function readNumber(text: string): NumberRead {
  const plain = text.replace(/[%\s\u00a0\u202f'’]/g, (found) => (/[\s\u00a0\u202f]/.test(found) ? ' ' : ''))
  const spaced = plain.trim()
  if (spaced.includes(' ') && !/^[+-]?\d{1,3}( \d{3})+([.,]\d+)?$/.test(spaced)) return { kind: 'none' }
  const compact = spaced.replaceAll(' ', '').replace(/^\+/, '')
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(compact)) return { kind: 'none' }

  const points = count(compact, '.')
  const commas = count(compact, ',')
  if (points + commas === 0) return whole(compact)
  if (points > 0 && commas > 0) {
    const last = compact.lastIndexOf('.') > compact.lastIndexOf(',') ? '.' : ','
    return withSeparators(compact, last === '.' ? ',' : '.', last)
  }
  const mark = points > 0 ? '.' : ','
  if (points + commas > 1) return withSeparators(compact, mark, undefined)
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(compact)) {
    return { kind: 'ambiguous', either: [tidy(compact.replace(mark, '.')), tidy(compact.replace(mark, ''))] }
  }
  return withSeparators(compact, undefined, mark)
}

/** Shortest spelling without leading and trailing zeros: "007.50" is "7.5". */
export function tidy(number: string): string {
  const [, sign = '', whole = '', part = ''] = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(number) ?? []
  const digits = whole === '' ? '0' : whole
  const text = part === '' ? digits : `${digits}.${part}`
  return text === '0' ? text : sign + text
}

function withSeparators(text: string, group: string | undefined, point: string | undefined): NumberRead {
  const at = point === undefined ? -1 : text.indexOf(point)
  if (point !== undefined && text.indexOf(point, at + 1) >= 0) return { kind: 'none' }
  const integer = at < 0 ? text : text.slice(0, at)
  const rest = at < 0 ? '' : text.slice(at + 1)
  if (group !== undefined) {
    const groups = integer.replace(/^-/, '').split(group)
    const right = groups.every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part))
    if (!right || rest.includes(group)) return { kind: 'none' }
    return whole(rest === '' ? groups.join('') : `${groups.join('')}.${rest}`, text.startsWith('-'))
  }
  return whole(
    rest === '' ? integer : `${integer === '' || integer === '-' ? `${integer}0` : integer}.${rest}`,
  )
}

function whole(text: string, negative = false): NumberRead {
  return { kind: 'number', value: tidy(negative ? `-${text}` : text) }
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}
