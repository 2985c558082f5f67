import { expect, test } from 'vitest'
import { compile } from '../../engines/configurator/index.ts'
import { configure } from './configure.ts'

const size = {
  kind: 'choice' as const,
  code: 'size',
  label: 'Size',
  options: [
    { code: '1TB', label: '1 TB' },
    { code: '4TB', label: '4 TB' },
  ],
}

test('what was chosen inside of components is told too, each by where it is', () => {
  const result = compile({
    code: 'server',
    variables: [{ kind: 'boolean', code: 'rails', label: 'Rails' }],
    components: [
      { code: 'drive', label: 'Drive', model: 'drive', min: 0, max: 4 },
      { code: 'bay', label: 'Bay', model: 'bay', min: 1, max: 1 },
    ],
    models: {
      drive: { code: 'drive', variables: [size] },
      bay: {
        code: 'bay',
        variables: [],
        components: [{ code: 'spare', label: 'Spare', model: 'drive', min: 0, max: 2 }],
      },
    },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  const { choices } = configure(result.compiled, [
    { variable: 'rails', value: true },
    { variable: 'drive', value: '2' },
    { variable: 'drive[1].size', value: '4TB' },
    { variable: 'bay[0].spare', value: '1' },
  ])
  expect(choices.map((each) => `${each.label}: ${each.value}`)).toEqual([
    'Rails: Yes',
    'Drive 1, Size: 1 TB',
    'Drive 2, Size: 4 TB',
    'Bay, Spare 1, Size: 1 TB',
  ])
})
