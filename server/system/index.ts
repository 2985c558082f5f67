/** The face of the system module: how the installation is, for whoever runs it. */
export { registerSystem } from './routes.ts'
