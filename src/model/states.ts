/** After DataHub's deployment states; IN_SERVICE is the one that makes what hangs on it live. */
export const DEPLOYMENT_STATES = [
  'CREATING',
  'IN_SERVICE',
  'UPDATING',
  'OUT_OF_SERVICE',
  'FAILED',
  'DELETING',
  'UNKNOWN',
] as const;

/**
 * How an ingestion ended. COMPLETE: all was read and taken. PARTIAL: the listing or some documents were
 * not. FAILED: it broke off; what was written before stays.
 */
export const SYNC_STATES = ['RUNNING', 'COMPLETE', 'PARTIAL', 'FAILED'] as const;
export type SyncState = (typeof SYNC_STATES)[number];
