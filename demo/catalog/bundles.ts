import { articles, join, variantPrices } from './entry.ts'

/** Sold together for less: the bundle has its own price, its parts cost nothing beside it. */
const sets = articles(
  {
    categories: ['bundles', 'hardware'],
    cost: '0.76',
    unit: 'set',
    taxCategory: 'GOODS',
    images: ['/products/bundle.svg'],
  },
  [
    [
      'DESK-STANDARD',
      'Desk bundle Standard',
      '649.00',
      {
        description: 'Two 24" monitors, a double arm, keyboard and mouse, and cables.',
        weight: '20.1',
        components: [
          included('MON-24', '2'),
          included('MON-ARM-2', '1'),
          included('KB-WL', '1'),
          included('CBL-DP2', '2'),
        ],
      },
    ],
    [
      'DESK-STUDIO',
      'Desk bundle Studio',
      '2190.00',
      {
        description: 'Two calibrated 32" 4K monitors, pen tablet, 3D mouse and docking station.',
        weight: '30.1',
        components: [
          included('MON-32-4K', '2'),
          included('MON-ARM-2', '1'),
          included('PEN-TAB', '1'),
          included('MOUSE-3D', '1'),
          included('DOCK-TB', '1'),
          included('CBL-DP2', '2'),
        ],
      },
    ],
    [
      'RACK-STARTER',
      'Starter rack',
      '3490.00',
      {
        description:
          'A 24U rack ready for the first servers: power, UPS, switch and cables. More rails by choice.',
        weight: '151.0',
        components: [
          included('RACK-24', '1'),
          included('PDU-B16', '2'),
          included('UPS-3000R', '1'),
          included('SW-24', '1'),
          included('CBL-CAT6-1', '24'),
          { ...included('RACK-BLANK', '1'), minQuantity: '0', maxQuantity: '4' },
          {
            product: 'RAIL-SLIDE',
            minQuantity: '0',
            maxQuantity: '8',
            defaultQuantity: '2',
            pricing: 'SUMMED',
          },
        ],
      },
    ],
    [
      'MEETING-ROOM',
      'Meeting room bundle',
      '1490.00',
      {
        description:
          'A large monitor, camera, speakerphone and docking station, for a small or a large room.',
        weight: '16.6',
        variants: [
          { code: 'SMALL', name: 'Small room', description: 'One 40" ultrawide monitor and one camera.' },
          {
            code: 'LARGE',
            name: 'Large room',
            description: 'Two 4K monitors, two cameras and two speakerphones.',
          },
        ],
        components: [
          { ...included('MON-40-UW', '1'), variants: ['SMALL'] },
          { ...included('MON-32-4K', '2'), variants: ['LARGE'] },
          { ...included('CAM-4K', '1'), variants: ['SMALL'] },
          { ...included('CAM-4K', '2'), variants: ['LARGE'] },
          { ...included('SPEAKER', '1'), variants: ['SMALL'] },
          { ...included('SPEAKER', '2'), variants: ['LARGE'] },
          { ...included('DOCK-TB', '1'), group: 'Connection' },
          { ...included('CBL-DP2', '2'), group: 'Connection' },
        ],
      },
    ],
  ],
)

/** What a large room costs, beside the price of the small one. */
export const bundles = join([sets, variantPrices(sets, 'MEETING-ROOM.BUY', 'LARGE', '3290.00', '0.76')])

function included(product: string, quantity: string) {
  return {
    product,
    minQuantity: quantity,
    maxQuantity: quantity,
    defaultQuantity: quantity,
    pricing: 'INCLUDED' as const,
  }
}
