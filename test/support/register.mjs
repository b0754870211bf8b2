/** Lets Node run the TypeScript of bench/ and examples/ as it stands, decorators and all: `node --import` this. */
import '@swc-node/register/esm-register';
