/** The face of approvals: somebody's word on one version of a quote. */
export { type Asked, askedPeople, neededOf } from './approvers.ts'
export { whoMayNot } from './check-policies.ts'
export type { Shown, ShownLine, State } from './cover.ts'
export {
  approveUnasked,
  decideApproval,
  demandApproved,
  type Outcome,
  recallApproval,
} from './decide-approval.ts'
export { differenceInWords } from './difference.ts'
export { approvalScope, type Facts, type Requirement, type Sections } from './facts.ts'
export { answerQuestion, askBack } from './hand-over.ts'
export { moneyInWords } from './money-words.ts'
export { shownReason } from './present-requests.ts'
export { approvalOf, getApproval, lastSubmission } from './read-approvals.ts'
export { policiesOn } from './read-policies.ts'
export {
  type Preview,
  previewRoute,
  recentTotalOf,
  requestApproval,
  type ToApprove,
} from './request-approval.ts'
export { asking, fires, firesAnyhow, type Route, routeFor } from './route.ts'
export { registerApprovals } from './routes.ts'
export { usualHours } from './statistics.ts'
export { factsOfLately, lastApproved } from './store.ts'
