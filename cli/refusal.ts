/** What the command line cannot do, as a sentence for the person who asked. */
export class Refusal extends Error {}
