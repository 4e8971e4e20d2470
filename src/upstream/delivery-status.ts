/** How a delivery stands: one list over the two that the upstream has for it. */
export type DeliveryStatus =
  | 'UNSPECIFIED'
  | 'CREATED'
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'SUCCESS'
  | 'FAILED'
  | 'NOT_APPLICABLE';

/** `SUCCESSFUL` is what order tasks, and samples of the document, say for success. */
export const DELIVERY_STATUS: Record<string, DeliveryStatus> = {
  unspecified: 'UNSPECIFIED',
  created: 'CREATED',
  pending: 'PENDING',
  in_progress: 'IN_PROGRESS',
  success: 'SUCCESS',
  successful: 'SUCCESS',
  failed: 'FAILED',
  not_applicable: 'NOT_APPLICABLE',
};
