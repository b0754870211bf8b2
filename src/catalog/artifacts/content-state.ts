/** An upload that is about to make an artifact of some content, which must not be freed until then. */
export interface Hold {
  /** The id of the artifact. */
  readonly artifact: string;
  /** Where it puts the bytes if nobody has put them yet; no other upload puts them there. */
  readonly key: string;
  /** After this, in ISO 8601, the upload is taken to have died. */
  readonly until: string;
}

/**
 * What is known of some content, by its checksum. It changes in one transaction at a time, and the bytes follow what
 * was decided there: they are written before `key` names them, and removed only after `removing` does.
 */
export interface ContentState {
  /** Where the bytes lie. */
  readonly key?: string;
  /** The ids of the artifacts that have this content. */
  readonly references: readonly string[];
  readonly holds: readonly Hold[];
  /** Keys that are free: their bytes are removed, now or by the next sweep. */
  readonly removing: readonly string[];
}

export const NO_CONTENT: ContentState = { references: [], holds: [], removing: [] };

/** Whether there is nothing to remember of it. */
export const isNothing = ({ key, references, holds, removing }: ContentState): boolean =>
  key === undefined && references.length + holds.length + removing.length === 0;

export const held = (state: ContentState, hold: Hold): ContentState => ({
  ...state,
  holds: [...state.holds, hold],
});

/** The bytes lie under the hold's key now; where others came first, these are free. */
export function kept(state: ContentState, { key }: Hold): ContentState {
  if (state.key === undefined) return { ...state, key };
  return state.key === key ? state : { ...state, removing: [...state.removing, key] };
}

/** Whether the content is there and nobody has freed it since the upload took hold of it. */
export const isHeld = ({ key, holds }: ContentState, hold: Hold): boolean =>
  key !== undefined && holds.some((other) => other.key === hold.key);

/** The artifact is recorded: the hold becomes a reference. */
export const referred = (state: ContentState, hold: Hold): ContentState => ({
  ...withoutHold(state, hold),
  references: [...new Set([...state.references, hold.artifact])],
});

/** The upload came to nothing. What it may have put under its own key is free. */
export function released(state: ContentState, hold: Hold): ContentState {
  const own = state.key === hold.key ? [] : [hold.key];
  return freed({ ...withoutHold(state, hold), removing: [...new Set([...state.removing, ...own])] });
}

/** These artifacts are no more, or have other content now. */
export const dropped = (state: ContentState, artifacts: readonly string[]): ContentState =>
  freed({ ...state, references: state.references.filter((id) => !artifacts.includes(id)) });

/** The bytes under these keys are gone. */
export const removed = (state: ContentState, keys: readonly string[]): ContentState => ({
  ...state,
  removing: state.removing.filter((key) => !keys.includes(key)),
});

/** Content that nothing refers to, or is about to, is free. */
function freed(state: ContentState): ContentState {
  const { key, ...rest } = state;
  if (key === undefined || state.references.length + state.holds.length > 0) return state;
  return { ...rest, removing: [...state.removing, key] };
}

const withoutHold = (state: ContentState, { key }: Hold): ContentState => ({
  ...state,
  holds: state.holds.filter((other) => other.key !== key),
});
