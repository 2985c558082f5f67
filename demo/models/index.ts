import type { Model } from '../../engines/configurator/index.ts'
import { pilotC1 } from './compact.ts'
import { pilotR3 } from './rack-r3.ts'
import { beaconE1 } from './server-e1.ts'
import { beaconR1 } from './server-r1.ts'
import { beaconR2 } from './server-r2.ts'
import { beaconS4 } from './server-s4.ts'
import { pilotT2 } from './tower-t2.ts'
import { pilotT4 } from './tower-t4.ts'
import { pilotT8 } from './tower-t8.ts'

/** How each machine can be configured; a model has the code of its product. */
export const models: Model[] = [
  pilotC1,
  pilotT2,
  pilotT4,
  pilotT8,
  pilotR3,
  beaconE1,
  beaconR1,
  beaconR2,
  beaconS4,
]
