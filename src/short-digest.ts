import { hash } from 'node:crypto';

/** 27 letters of SHA-256 that stand in an IRI as they are: enough that no two texts of a catalog share them. */
export const shortDigest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 27);
