/** The face of configuration: what products can be made to be. */

export { findModel } from './configurator.ts'
export { type Configured, configure } from './configure.ts'
export { markQuoted, notePrice } from './note-outcome.ts'
export { registerConfiguration } from './routes.ts'
export { getConfiguration, listConfigurations } from './save-configuration.ts'
export { type Configurable, getConfigurable, resume } from './session.ts'
export { itemOf, keepValues, type Worked, work } from './work-on-configuration.ts'
