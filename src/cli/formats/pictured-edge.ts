import type { EdgeData } from '../edge.js';
import type { PicturedStep } from './picture.js';

/** An edge as it is drawn: broken where nobody recorded it, or where it only filters or joins. */
export function stepOf({ upstream, downstream, type, stated, transformations }: EdgeData): PicturedStep {
  const kept = transformations ?? [];
  const indirect = kept.length > 0 && kept.every((name) => name.startsWith('INDIRECT'));
  const notes = [type, stated === 'RECORDED' ? '' : stated.toLowerCase(), indirect ? 'indirect' : ''];
  return {
    ...{ upstream, downstream },
    text: notes.filter(Boolean).join(', '),
    broken: stated !== 'RECORDED' || indirect,
  };
}
