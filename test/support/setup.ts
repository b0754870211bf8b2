/** Runs before every test file: decorators write their metadata through this, so it has to be there first. */
import 'reflect-metadata';
