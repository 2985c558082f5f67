import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scope } from './fixture.ts'
import { complete, functionList } from './index.ts'

/** The place is marked by |. */
function offered(text: string): string[] {
  return complete(text.replace('|', ''), text.indexOf('|'), scope).map(({ label }) => label)
}

test.each<[text: string, offered: string[]]>([
  ['disc|', ['discount', 'allowedDiscount']],
  ['quantity > 5 && customer.|', ['customer.segment', 'customer.segments', 'customer.vip']],
  ['rou|', ['round(x, digits)']],
  ['lines.exists(l, l.|', ['l.sku', 'l.discount', 'l.net', 'l.tags']],
  ['lines.ex|', ['exists(line, …)']],
  ['productSku.st|', ['startsWith("x")']],
  ['customer.vip |', ['==', '!=', '&&', '||']],
  ['productSku == "disc|', []],
])('at %s an editor offers %j', (text, labels) => {
  expect(offered(text)).toEqual(labels)
})

test('what is chosen replaces the word at hand', () => {
  expect(complete('quantity > 5 && disc', 20, scope)[0]).toMatchObject({
    insert: 'discount',
    from: 16,
    to: 20,
    detail: 'discount, a percentage',
  })
})

test('the README names every function an editor offers', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  expect(functionList.filter(({ name }) => !readme.includes(`\`${name}`))).toEqual([])
})
