/** The face of approvals: somebody's word on one version of a quote. */
export { approveUnasked, decideApproval, type Outcome, recallApproval } from './decide-approval.ts'
export type { Facts, Sections } from './facts.ts'
export { approvalOf, hideMargin } from './read-approvals.ts'
export { previewRoute, requestApproval, type ToApprove } from './request-approval.ts'
export { registerApprovals } from './routes.ts'
