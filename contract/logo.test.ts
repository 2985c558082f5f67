import { describe, expect, test } from 'vitest'
import { branding } from './settings.ts'

const url = (type: string, content: string) =>
  `data:image/${type};base64,${Buffer.from(content, 'latin1').toString('base64')}`
const svg = (inside: string) =>
  url(
    'svg+xml',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`,
  )
const png = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==`
const said = (logo: string) => branding.safeParse({ logo }).error?.issues[0]?.message

describe('a logo', () => {
  test.each([
    ['a picture', png],
    ['a drawing', svg('<rect width="4" height="1" fill="url(#g)"/><use href="#a"/><use xlink:href="#a"/>')],
    ['a drawing with a picture in it', svg(`<image href="${png}"/>`)],
    [
      'a drawing as programs save it',
      url('svg+xml', '<?xml version="1.0"?>\n<!-- by hand -->\n<svg><style>a{fill:red}</style></svg>'),
    ],
  ])('may be %s', (_, logo) => {
    expect(said(logo)).toBeUndefined()
  })

  test.each([
    [url('png', '<html><script>1</script></html>'), 'is no PNG'],
    [url('svg+xml', '<html><svg></svg></html>'), 'is no SVG'],
    [url('svg+xml', 'nonsense'), 'is no SVG'],
    ['data:image/png;base64,====', 'is no base64'],
    [svg('<script>1</script>'), 'must not hold scripts'],
    [svg('<s:script>1</s:script>'), 'must not hold scripts'],
    [svg('<rect onload="1"/>'), 'must not hold scripts'],
    [svg('<a href="javascript:1">x</a>'), 'must not hold scripts'],
    [svg('<foreignObject><p>x</p></foreignObject>'), 'must not hold pages within it'],
    [svg('<image href="https://example.com/x.png"/>'), 'must not hold links to elsewhere'],
    [svg("<image xlink:href = 'file:///etc/passwd'/>"), 'must not hold links to elsewhere'],
    [svg('<image href="&#x68;ttps://example.com"/>'), 'must not hold links to elsewhere'],
    [svg('<image href="data:image/svg+xml;base64,AAAA"/>'), 'must not hold links to elsewhere'],
    [svg('<style>@import "https://example.com/x.css"</style>'), 'must not hold addresses in its styles'],
    [svg('<rect style="fill:url(https://example.com/#x)"/>'), 'must not hold addresses in its styles'],
    [
      url('svg+xml', '<svg><!DOCTYPE x [<!ENTITY a "b">]></svg>'),
      'must not hold entities or a document type',
    ],
  ])('%# is refused: %s', (logo, why) => {
    expect(said(logo)).toBe(why)
  })
})
