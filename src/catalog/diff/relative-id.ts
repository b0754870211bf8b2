import { decodeSegment, kindOf } from '../../model/entity-id.js';

/** What an id is in the eyes of the compared thing. */
export interface Relative {
  /** The same for what is the same on both sides. */
  readonly key: string;
  /** For people. */
  readonly name: string;
}

/**
 * The features, metrics and files of two versions have other ids; they are the same where they have the same place in
 * their version. The compared thing itself is `.` on both sides.
 */
export function relativeTo(root: string): (id: string) => Relative {
  const isVersion = kindOf(root) === 'MLModelVersion';
  const within = `${root.slice(root.indexOf(':') + 1)}/`;
  return (id) => {
    if (id === root) return { key: '.', name: 'it' };
    const kind = kindOf(id);
    const place = id.slice(kind.length + 1);
    if (!isVersion || !place.startsWith(within)) return { key: id, name: id };
    const rest = place.slice(within.length);
    const named = rest
      .split('/')
      .map(decodeSegment)
      .filter((segment) => segment !== '');
    return { key: `${kind}:./${rest}`, name: named.join(' / ') };
  };
}
