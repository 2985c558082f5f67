/** What time it is. Injected, so that tests and the demo company can live at another moment. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
