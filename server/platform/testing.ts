/** For tests: a whole node on a database of its own, called over HTTP, at a time the test chooses. */
export { databaseText } from './testing/database-text.ts'
export { openRealNodes, pause, type RealNode, type RealNodes } from './testing/real-nodes.ts'
export { settle } from './testing/settle.ts'
export {
  type CallOptions,
  type Response,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './testing/start-test-server.ts'
export { type TestClock, testClock } from './testing/test-clock.ts'
