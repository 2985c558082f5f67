import { documentScope } from '../../../contract/document-templates.ts'
import { newBlock } from '../../documents/block-forms.ts'
import { choices, type FieldSpec, type KindForm } from '../describe.ts'
import { active, name, phrase } from './shared.ts'

const when = (help: string): FieldSpec => ({
  name: 'when',
  label: 'Only if',
  kind: 'condition',
  scope: documentScope,
  wide: true,
  help,
})
const company = (field: string, label: string): FieldSpec => ({
  name: `seller.${field}`,
  label,
  kind: 'text',
})

export const templates: KindForm = {
  start: {
    paper: 'a4',
    priority: 0,
    active: true,
    blocks: (['addresses', 'title', 'lines', 'totals', 'notes', 'terms', 'signature'] as const).map(newBlock),
  },
  summary: (body) =>
    phrase(
      `${Array.isArray(body.blocks) ? body.blocks.length : 0} blocks`,
      body.when ? 'by condition' : 'for all quotes',
      body.active === false && 'not in use',
    ),
  sections: [
    {
      title: 'Template',
      fields: [
        name,
        {
          name: 'priority',
          label: 'Priority',
          kind: 'integer',
          help: 'Of several that fit, the lowest is taken.',
        },
        {
          name: 'paper',
          label: 'Paper',
          kind: 'choice',
          options: choices({ a4: 'A4', letter: 'US Letter' }),
        },
        { name: 'language', label: 'Language', kind: 'language', help: 'Empty: the customer’s.' },
        { ...active, help: 'Quotes on older revisions keep the template they have.' },
        when('Which quotes it is for: by country, category, term, price book and more. Empty: all.'),
      ],
    },
    {
      title: 'Blocks',
      help: 'What stands in the document, from top to bottom.',
      fields: [{ name: 'blocks', label: 'Blocks', kind: 'blocks', wide: true }],
    },
    {
      title: 'In whose name',
      help: 'Empty fields are as in the company’s settings: fill in what a subsidiary or region says otherwise.',
      fields: [
        { name: 'branding.accent', label: 'Colour', kind: 'colour' },
        { name: 'branding.logo', label: 'Logo', kind: 'logo', help: 'PNG or SVG, at most 150 kB.' },
        company('name', 'Name'),
        company('legalName', 'Legal name'),
        company('street', 'Street'),
        company('postalCode', 'Postal code'),
        company('city', 'City'),
        company('country', 'Country code'),
        company('phone', 'Phone'),
        company('email', 'E-mail'),
        company('website', 'Web page'),
        company('taxId', 'Tax ID'),
        company('registration', 'Registration'),
        { name: 'seller.bankDetails', label: 'Bank details', kind: 'prose', wide: true },
      ],
    },
  ],
}

export const clauses: KindForm = {
  start: { priority: 0, active: true, text: { en: '' } },
  summary: (body) =>
    phrase(body.when ? 'by condition' : 'in all documents', body.active === false && 'not in use'),
  sections: [
    {
      title: 'Clause',
      fields: [
        name,
        { name: 'priority', label: 'Priority', kind: 'integer', help: 'Lower stands further up.' },
        active,
        { name: 'title', label: 'Heading', kind: 'translations', wide: true },
        {
          name: 'text',
          label: 'Text',
          kind: 'translations',
          multiline: true,
          wide: true,
          help: 'An empty line begins a paragraph, “- ” a point of a list.',
        },
        when('In which documents it stands. Empty: in all.'),
      ],
    },
  ],
}
