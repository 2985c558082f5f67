/** XML as nested lists: a name with its attributes, and what stands inside. What is absent is left out. */
export type Xml = { name: string; attributes: Record<string, string>; inside: (Xml | string)[] }
type Inside = Xml | string | undefined | false | readonly Inside[]

export function element(name: string, ...inside: Inside[]): Xml {
  return { name, attributes: {}, inside: flat(inside) }
}

export function withAttributes(xml: Xml, attributes: Record<string, string>): Xml {
  return { ...xml, attributes: { ...xml.attributes, ...attributes } }
}

/** An element with a text; none where there is no text. */
export function text(
  name: string,
  value: string | undefined,
  attributes: Record<string, string> = {},
): Xml | undefined {
  return value === undefined || value === '' ? undefined : { name, attributes, inside: [value] }
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`
}

function written({ name, attributes, inside }: Xml, indent: string): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(
    ' ',
  )
  if (inside.length === 0) return `${indent}<${head}/>`
  if (inside.every((each) => typeof each === 'string'))
    return `${indent}<${head}>${escaped(inside.join(''))}</${name}>`
  const lines = inside.map((each) =>
    typeof each === 'string' ? `${indent}  ${escaped(each)}` : written(each, `${indent}  `),
  )
  return `${indent}<${head}>\n${lines.join('\n')}\n${indent}</${name}>`
}

function flat(inside: readonly Inside[]): (Xml | string)[] {
  return inside.flatMap((each) =>
    each === undefined || each === false ? [] : isList(each) ? flat(each) : [each],
  )
}

function isList(value: Inside): value is readonly Inside[] {
  return Array.isArray(value)
}

/** Characters XML cannot hold are dropped; the rest that means something to it is spelled out. */
function escaped(value: string): string {
  return (
    value
      // oxlint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
  )
}
