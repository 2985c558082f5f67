import type { Condition, Model, Option } from '../../engines/configurator/model.ts'
import type { Part } from './parts.ts'

/** Sockets of processors; the list of parts names their architecture only. */
const sockets: Readonly<Record<string, string>> = {
  'Zen 5': 'AM5',
  'Zen 4': 'AM5',
  'Zen 3': 'AM4',
  'Alder Lake': 'LGA1700',
  'Raptor Lake': 'LGA1700',
  'Raptor Lake Refresh': 'LGA1700',
  'Arrow Lake': 'LGA1851',
}
const sizes: Readonly<Record<string, number>> = { 'Mini ITX': 1, 'Micro ATX': 2, ATX: 3, EATX: 4 }
/** What a graphics card draws is not in the list; by its memory, generously. */
const wattsOfMemory = (gb: number) => (gb >= 24 ? 450 : gb >= 16 ? 320 : gb >= 12 ? 250 : 180)
const perKind = 40

/** A computer put together of the parts: what fits what is asked of their own figures. */
export function pcModel(parts: readonly Part[]): Model {
  const some = (category: string, numbers: (part: Part) => Record<string, number> | undefined): Option[] =>
    parts
      .filter((part) => part.category === category && part.price !== undefined)
      .flatMap((part) => {
        const found = numbers(part)
        if (!found || Object.values(found).some(Number.isNaN)) return []
        const attributes = Object.fromEntries(
          Object.entries(found).map(([name, value]) => [name, String(value)]),
        )
        return { code: part.code, label: part.name, product: part.code, attributes }
      })
      .slice(0, perKind)
  const socketNumber = (name: string | undefined) => [...new Set(Object.values(sockets))].indexOf(name ?? '')
  const choices = {
    cpu: some('cpu', ({ attributes: { microarchitecture = '', tdp } }) => {
      const socket = socketNumber(sockets[microarchitecture])
      return socket < 0 ? undefined : { socket, watts: Number(tdp) }
    }),
    board: some('motherboard', ({ attributes }) => {
      const socket = socketNumber(attributes.socket)
      const size = sizes[attributes.form_factor ?? '']
      if (socket < 0 || size === undefined) return undefined
      // AM4 boards take DDR4, the newer ones of the list DDR5.
      return {
        socket,
        size,
        gb: Number(attributes.max_memory),
        slots: Number(attributes.memory_slots),
        ddr: attributes.socket === 'AM4' ? 4 : 5,
      }
    }),
    memory: some('memory', ({ attributes: { speed = '', modules = '' } }) => {
      const [count = 0, gb = 0] = modules.split(',').map(Number)
      const ddr = Number(speed.split(',')[0])
      return ddr < 4 ? undefined : { slots: count, gb: count * gb, ddr }
    }),
    gpu: some('video-card', ({ attributes: { memory = '', length } }) => ({
      watts: wattsOfMemory(Number(memory)),
      length: Number(length),
    })),
    drive: some('internal-hard-drive', ({ attributes: { capacity } }) => ({ gb: Number(capacity) })),
    psu: some('power-supply', ({ attributes: { wattage } }) => ({ watts: Number(wattage) })),
    case: some('case', ({ attributes: { type = '' } }) => {
      const size = type.startsWith('Mini ITX')
        ? 1
        : type.startsWith('MicroATX')
          ? 2
          : type.includes('Full Tower')
            ? 4
            : 3
      return { size }
    }),
  }
  const of = (variable: keyof typeof choices, name: string) => ['attribute', variable, name] as const
  const rule = (code: string, sentence: string, condition: unknown) => ({
    code,
    sentence,
    rule: condition as Condition, // of parts typed above
  })
  return {
    code: 'PC-BUILD',
    label: 'Computer, built to order',
    variables: Object.entries(choices).map(([code, options]) => ({
      kind: 'choice' as const,
      code,
      label: labels[code as keyof typeof choices],
      options,
    })),
    constraints: [
      rule('socket', 'The processor needs a board of its socket.', [
        '=',
        of('cpu', 'socket'),
        of('board', 'socket'),
      ]),
      rule('ddr', 'The memory is of the generation the board takes.', [
        '=',
        of('memory', 'ddr'),
        of('board', 'ddr'),
      ]),
      rule('slots', 'The board has a slot for each memory module.', [
        '<=',
        of('memory', 'slots'),
        of('board', 'slots'),
      ]),
      rule('gigabytes', 'The board takes that much memory.', ['<=', of('memory', 'gb'), of('board', 'gb')]),
      rule('size', 'The board fits into the case.', ['<=', of('board', 'size'), of('case', 'size')]),
      rule('power', 'The power supply carries processor and graphics with 150 W to spare.', [
        '<=',
        ['+', of('cpu', 'watts'), of('gpu', 'watts'), '150'],
        of('psu', 'watts'),
      ]),
    ],
    groups: [{ code: 'parts', label: 'Parts', members: Object.keys(choices) }],
  }
}

const labels = {
  cpu: 'Processor',
  board: 'Mainboard',
  memory: 'Memory',
  gpu: 'Graphics',
  drive: 'Drive',
  psu: 'Power supply',
  case: 'Case',
}
