import { describe, expect, it } from 'vitest'
import type { Model } from '../../engines/configurator/index.ts'
import { namesOf, productsOf, sectionsOf } from './sections.ts'

const drive: Model = {
  code: 'DRIVE',
  variables: [
    {
      kind: 'choice',
      code: 'size',
      label: 'Size',
      options: [
        { code: '2T', product: 'SSD-2T' },
        { code: '4T', label: '4 TB' },
      ],
    },
  ],
  groups: [{ code: 'drive', members: ['size'] }],
}
const server: Model = {
  code: 'SERVER',
  variables: [
    { kind: 'boolean', code: 'tpm', label: 'TPM', product: 'TPM-2' },
    { kind: 'integer', code: 'watts', label: 'Power', min: '0', max: '2000', unit: 'W' },
    { kind: 'integer', code: 'helper', min: '0', max: '9', hidden: true },
  ],
  components: [{ code: 'bay', label: 'Bay', model: 'DRIVE', min: 0, max: 8, product: 'CADDY' }],
  models: { DRIVE: drive },
  groups: [{ code: 'storage', label: 'Storage', members: ['bay'] }],
}

describe('the form of a model', () => {
  it('follows its groups and keeps what they leave out; helpers are not asked', () => {
    const sections = sectionsOf(server)
    expect(sections.map((section) => [section.label, section.items.map((item) => item.path)])).toEqual([
      ['Storage', ['bay']],
      ['More', ['tpm', 'watts']],
    ])
  })

  it('asks the same inside a component, at its place', () => {
    expect(sectionsOf(drive, 'bay[1].')[0]?.items[0]?.path).toBe('bay[1].size')
  })

  it('a model without groups is one part', () => {
    const { groups: _, ...plain } = server
    expect(sectionsOf(plain)).toHaveLength(1)
  })
})

describe('names for people', () => {
  const names = namesOf(server, (code) => ({ 'SSD-2T': 'SSD 2 TB' })[code])
  it('say the place inside components and fall back to the product', () => {
    expect(names.variable('bay[1].size')).toBe('Bay 2: Size')
    expect(names.value('bay[1].size', '4T')).toBe('4 TB')
    expect(names.value('bay[0].size', '2T')).toBe('SSD 2 TB')
    expect(names.value('watts', '800')).toBe('800 W')
    expect(names.value('tpm', true)).toBe('yes')
  })

  it('know every product the model can bring along', () => {
    expect(productsOf(server).sort()).toEqual(['CADDY', 'SSD-2T', 'TPM-2'])
  })
})
