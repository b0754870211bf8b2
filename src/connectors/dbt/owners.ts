import type { Manifest, Node, WrittenOwner } from './artifacts.js';

/** Who answers for a node: its own word (`meta.owner`) and its group's. */
export function ownersOf(node: Node, { groups = {} }: Manifest): { owners?: readonly string[] } {
  const meta = { ...node.meta, ...node.config?.meta };
  const group = Object.values(groups).find(
    ({ name, package_name: of }) => name === node.group && (of == null || of === node.package_name),
  );
  return asProperty([...namesOf(meta['owner']), ...namesOf(meta['owners']), ...ownerNames(group?.owner)]);
}

export const exposureOwners = (owner: WrittenOwner | null | undefined): { owners?: readonly string[] } =>
  asProperty(ownerNames(owner));

function asProperty(names: readonly string[]): { owners?: readonly string[] } {
  const owners = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
  return owners.length > 0 ? { owners } : {};
}

/** By the name; by the address where there is none. */
const ownerNames = (owner: WrittenOwner | null | undefined): string[] =>
  owner?.name ? [owner.name] : [owner?.email ?? []].flat();

/** What people write there: a name, a list of them, or an object with a name or an address. */
function namesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => namesOf(item));
  if (typeof value !== 'object' || value === null) return [];
  const { name, email } = value as { name?: unknown; email?: unknown };
  return namesOf(name ?? email);
}
