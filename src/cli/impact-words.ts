import type { ImpactData, ItemData } from './impact.question.js';
import { counted, label, printable } from './text.js';

/** `cannot retrain`, as a person reads an effect. */
export const effectText = (effect: string): string => effect.toLowerCase().replaceAll('_', ' ');

/** What is done to the thing, in full; what sources say in it is printable. */
export function changeText({
  of,
  change,
  retype,
  newName,
}: Pick<ImpactData, 'of' | 'change' | 'retype' | 'newName'>): string {
  const what = `${change} ${label(of.id)}`;
  if (newName !== null) return `${what} to ${printable(newName)}`;
  if (!retype) return what;
  const types = [retype.from ?? 'a type that is not known', retype.to].map((type) => printable(type));
  return `${what} from ${types.join(' to ')}${retype.widens ? ', which is wider' : ''}`;
}

/** How many other ways there are that are as good as the one shown; empty for none. */
export const othersText = ({
  whyOthers,
  whyOthersCapped,
}: Pick<ItemData, 'whyOthers' | 'whyOthersCapped'>): string =>
  whyOthers === 0 ? '' : `${whyOthersCapped ? 'at least ' : ''}${counted(whyOthers, 'other way')} as short`;

/** `13 CRITICAL, 4 HIGH`. */
export const severitiesText = (
  { totals }: Pick<ImpactData, 'totals'>,
  shown: (severity: string) => string = (severity) => severity,
): string => totals.bySeverity.map(({ severity, total }) => `${total} ${shown(severity)}`).join(', ');
