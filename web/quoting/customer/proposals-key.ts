/** Under which links, views and questions of a quote are kept. */
export const proposalsKey = (quote: string) => ['proposals', quote] as const
