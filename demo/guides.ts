import type { Guide } from '../contract/guides.ts'

type Draft = Omit<Guide, 'active' | 'questions' | 'offers'> & {
  questions: (Omit<Guide['questions'][number], 'several'> & { several?: boolean })[]
  offers: (Omit<Guide['offers'][number], 'decisions'> & {
    decisions?: Guide['offers'][number]['decisions']
  })[]
}

const when = (expression: string) => ({ when: { expression } })
const decide = (variable: string, value: string | boolean, expression?: string) => ({
  decision: { variable, value },
  ...(expression && when(expression)),
})

/** Questions a customer can answer, and the machines they lead to. */
export const guides: Draft[] = [
  {
    code: 'WORKSTATION',
    name: 'Find the right workstation',
    text: 'Four questions about the work lead to a machine and its first options. Everything can be changed afterwards.',
    questions: [
      {
        code: 'work',
        text: 'What is the machine for?',
        answers: [
          {
            code: 'viewing',
            label: 'Office and viewing',
            help: 'Documents, drawings to look at, web applications',
          },
          { code: 'cad', label: 'CAD and GIS', help: 'Parts and assemblies, maps, plans' },
          { code: 'simulation', label: 'Simulation', help: 'FEM, CFD, long calculations on the processor' },
          { code: 'rendering', label: 'Rendering and film', help: 'Ray tracing, grading, effects' },
          { code: 'learning', label: 'Machine learning', help: 'Training and inference on graphics cards' },
        ],
      },
      {
        code: 'assembly',
        text: 'How large are the assemblies?',
        help: 'What is open at the same time decides about memory and graphics.',
        answers: [
          { code: 'small', label: 'Up to 500 parts' },
          { code: 'large', label: 'Thousands of parts' },
        ],
        ...when('work == "cad"'),
      },
      {
        code: 'cards',
        text: 'How many graphics cards will it need in the end?',
        answers: [
          { code: 'one', label: 'One or two' },
          { code: 'many', label: 'Three or four' },
        ],
        ...when('work in ["rendering", "learning"]'),
      },
      {
        code: 'place',
        text: 'Where will it stand?',
        answers: [
          { code: 'desk', label: 'At the desk' },
          { code: 'rack', label: 'In the server room', help: 'Used over the network' },
        ],
      },
      {
        code: 'needs',
        text: 'What else matters?',
        help: 'Choose all that apply.',
        several: true,
        answers: [
          { code: 'quiet', label: 'Quiet' },
          { code: 'mirror', label: 'Data must survive a broken drive' },
          { code: 'wireless', label: 'Wireless network' },
          { code: 'nothing', label: 'Nothing special' },
        ],
      },
    ],
    offers: [
      {
        product: 'PILOT-C1',
        ...when('work == "viewing" && place == "desk"'),
        because: 'Small and silent: made for offices and for looking at what others draw.',
      },
      {
        product: 'PILOT-T2',
        ...when('work in ["viewing", "cad"] && place == "desk"'),
        because: 'The everyday workstation: one fast processor, one certified graphics card.',
        decisions: [
          decide('memory', '2xMEM-U48', 'assembly == "large"'),
          decide('gpu', 'GPU-RT4000', 'assembly == "large"'),
          decide('cooler', 'COOL-AIR-L', 'needs.contains("quiet")'),
          decide('mirror', true, 'needs.contains("mirror")'),
          decide('wifi', true, 'needs.contains("wireless")'),
        ],
      },
      {
        product: 'PILOT-T4',
        ...when(
          'work in ["simulation", "rendering", "learning"] && place == "desk" && (!has(cards) || cards == "one")',
        ),
        because: 'Up to 96 cores and 1 TB of memory, with room for two large graphics cards.',
        decisions: [
          decide('cpu', 'CPU-W9-32', 'work == "simulation"'),
          decide('gpu1', 'GPU-RT6000', 'work in ["rendering", "learning"]'),
          decide('cooler', 'COOL-LIQ', 'needs.contains("quiet")'),
          decide('raid', 'raid1', 'needs.contains("mirror")'),
        ],
      },
      {
        product: 'PILOT-T8',
        ...when('cards == "many" && place == "desk"'),
        because: 'Two processors and up to four graphics cards under a desk.',
      },
      {
        product: 'PILOT-R3',
        ...when('place == "rack"'),
        because: 'The same work from the server room, with redundant power and remote management.',
      },
    ],
  },
]
