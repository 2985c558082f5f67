import { articles, join } from './entry.ts'

const goods = { unit: 'piece', taxCategory: 'GOODS' }

const monitors = articles({ ...goods, categories: ['monitors', 'accessories', 'hardware'], cost: '0.79' }, [
  [
    'MON-24',
    'Monitor 24", 1920 × 1200, USB hub',
    '219.00',
    { weight: '6.1', images: ['/products/monitor.svg'] },
  ],
  [
    'MON-27',
    'Monitor 27", 2560 × 1440, USB-C 90 W',
    '379.00',
    { weight: '7.9', images: ['/products/monitor.svg'] },
  ],
  [
    'MON-27-4K',
    'Monitor 27", 4K, factory calibrated',
    '569.00',
    { weight: '8.2', images: ['/products/monitor.svg'] },
  ],
  [
    'MON-32-4K',
    'Monitor 32", 4K, 98 % DCI-P3',
    '849.00',
    { weight: '10.8', images: ['/products/monitor.svg'] },
  ],
  [
    'MON-34-UW',
    'Monitor 34" ultrawide, curved, KVM switch',
    '729.00',
    { weight: '11.4', images: ['/products/monitor.svg'] },
  ],
  [
    'MON-40-UW',
    'Monitor 40" ultrawide 5K2K',
    '1290.00',
    { weight: '14.9', images: ['/products/monitor.svg'] },
  ],
  ['MON-ARM-1', 'Monitor arm, single', '109.00', { weight: '3.2' }],
  ['MON-ARM-2', 'Monitor arm, double', '179.00', { weight: '5.6' }],
])

const desk = articles({ ...goods, categories: ['desk', 'accessories', 'hardware'], cost: '0.68' }, [
  ['KB-DE', 'Keyboard and mouse, wired, German', '49.00', { weight: '1.1' }],
  ['KB-FR', 'Keyboard and mouse, wired, French', '49.00', { weight: '1.1' }],
  ['KB-UK', 'Keyboard and mouse, wired, British', '49.00', { weight: '1.1' }],
  ['KB-US', 'Keyboard and mouse, wired, American', '49.00', { weight: '1.1' }],
  ['KB-JP', 'Keyboard and mouse, wired, Japanese', '54.00', { weight: '1.1' }],
  ['KB-CH', 'Keyboard and mouse, wired, Swiss', '54.00', { weight: '1.1' }],
  ['KB-WL', 'Keyboard and mouse, wireless, backlit', '119.00', { weight: '1.0' }],
  ['MOUSE-3D', '3D mouse for CAD', '159.00', { weight: '0.6' }],
  ['PEN-TAB', 'Pen tablet A5', '289.00', { weight: '0.9' }],
  ['HEADSET', 'Headset, noise-cancelling, USB', '129.00', { weight: '0.4' }],
  ['CAM-4K', 'Web camera 4K with privacy shutter', '119.00', { weight: '0.3' }],
  ['DOCK-TB', 'Docking station Thunderbolt, 130 W', '249.00', { weight: '0.9' }],
  ['SPEAKER', 'Speakerphone for meetings', '139.00', { weight: '0.5' }],
])

const rack = articles({ ...goods, categories: ['racks', 'accessories', 'hardware'], cost: '0.74' }, [
  [
    'RACK-42',
    'Rack 42U, 600 × 1,070 mm, doors and side panels',
    '1290.00',
    { weight: '124.0', images: ['/products/rack.svg'] },
  ],
  [
    'RACK-24',
    'Rack 24U, 600 × 1,070 mm, doors',
    '890.00',
    { weight: '82.0', images: ['/products/rack.svg'] },
  ],
  ['RACK-12W', 'Wall cabinet 12U, 600 × 600 mm', '349.00', { weight: '31.0' }],
  ['RACK-SHELF', 'Rack shelf 1U, 30 kg', '49.00', { weight: '3.8' }],
  ['RACK-BLANK', 'Blanking panels 1U, set of 10', '39.00', { weight: '1.2' }],
  ['RACK-KVM', 'Rack console 1U, 17" with KVM, 8 ports', '990.00', { weight: '13.5' }],
  ['PDU-B16', 'Power strip 16 A, 8 sockets, 1U', '119.00', { weight: '2.2' }],
  ['PDU-M32', 'Metered power distribution 32 A, 24 sockets, upright', '549.00', { weight: '6.4' }],
  ['SW-24', 'Network switch 24 × 1 GbE, 4 × 10 GbE', '490.00', { weight: '3.1' }],
  ['SW-48P', 'Network switch 48 × 1 GbE PoE+, 4 × 25 GbE', '1590.00', { weight: '6.0' }],
  ['SW-24F', 'Network switch 24 × 25 GbE, 6 × 100 GbE', '5890.00', { weight: '9.8' }],
])

const ups = articles({ ...goods, categories: ['ups', 'accessories', 'hardware'], cost: '0.77' }, [
  ['UPS-850', 'UPS 850 VA, line-interactive, desk', '149.00', { weight: '6.6' }],
  ['UPS-1500T', 'UPS 1,500 VA, line-interactive, tower', '429.00', { weight: '17.0' }],
  [
    'UPS-1500R',
    'UPS 1,500 VA, line-interactive, 2U',
    '690.00',
    { weight: '24.5', images: ['/products/ups.svg'] },
  ],
  ['UPS-3000R', 'UPS 3,000 VA, online, 2U', '1690.00', { weight: '38.0', images: ['/products/ups.svg'] }],
  ['UPS-6000R', 'UPS 6,000 VA, online, 4U', '3490.00', { weight: '72.0', images: ['/products/ups.svg'] }],
  ['UPS-BAT', 'Battery extension for 3,000 VA UPS, 2U', '790.00', { weight: '41.0' }],
  ['UPS-NET', 'Network card for UPS', '219.00', { weight: '0.2' }],
])

const cables = articles({ ...goods, categories: ['cables', 'accessories', 'hardware'], cost: '0.58' }, [
  ['CBL-DP2', 'Cable DisplayPort 2 m', '14.90', { weight: '0.1' }],
  ['CBL-USBC1', 'Cable USB-C 1 m, 100 W', '17.90', { weight: '0.1' }],
  ['CBL-HDMI2', 'Cable HDMI 2 m', '12.90', { weight: '0.1' }],
  ['CBL-C13', 'Power cable C13, 2 m', '6.90', { weight: '0.2' }],
  ['CBL-C19', 'Power cable C19, 2 m', '14.90', { weight: '0.3' }],
  ['CBL-CAT6-1', 'Patch cable Cat 6A, 1 m', '4.90', { weight: '0.1' }],
  ['CBL-CAT6-5', 'Patch cable Cat 6A, 5 m', '8.90', { weight: '0.2' }],
  ['CBL-DAC10', 'Direct-attach cable SFP+, 3 m', '34.90', { weight: '0.2' }],
  ['CBL-DAC25', 'Direct-attach cable SFP28, 3 m', '59.90', { weight: '0.2' }],
  ['CBL-DAC100', 'Direct-attach cable QSFP28, 3 m', '119.00', { weight: '0.3' }],
  ['OPT-10SR', 'Optical module 10 GbE SFP+ SR', '49.00', { weight: '0.1' }],
  ['OPT-25SR', 'Optical module 25 GbE SFP28 SR', '89.00', { weight: '0.1' }],
])

/** Printed matter carries its own tax category: many countries tax books at a reduced rate. */
const books = articles(
  { categories: ['books', 'accessories'], cost: '0.45', unit: 'piece', taxCategory: 'BOOKS' },
  [
    ['BOOK-ADMIN', 'Bridge administrator’s handbook, printed', '49.00', { weight: '0.9' }],
    ['BOOK-STORAGE', 'Planning storage and backup, printed', '39.00', { weight: '0.7' }],
  ],
)

export const accessories = join([monitors, desk, rack, ups, cables, books])
