import { fileURLToPath } from 'node:url';

/** The root of the clone, which is the build context of the image. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
