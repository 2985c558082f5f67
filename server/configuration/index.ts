/** The face of configuration: what products can be made to be. */

export { findModel } from './configurator.ts'
export { type Configured, configure } from './configure.ts'
export { registerConfiguration } from './routes.ts'
