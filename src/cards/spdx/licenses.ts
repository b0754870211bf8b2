import type { Card } from '../card.js';
import { licenseOf } from '../license.js';
import { element, type Element } from './elements.js';

export const licenseIri = ({ iri }: Card): string => `${iri}#license`;

export function licenseElements(card: Card): Element[] {
  if (card.license === undefined) return [];
  const license = licenseOf(card.license);
  return [
    'expression' in license
      ? element('simplelicensing_LicenseExpression', licenseIri(card), {
          simplelicensing_licenseExpression: license.expression,
        })
      : element('simplelicensing_SimpleLicensingText', licenseIri(card), {
          name: license.name,
          simplelicensing_licenseText: license.name,
        }),
  ];
}
