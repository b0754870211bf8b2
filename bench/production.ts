/**
 * Imported before all else: libraries read this once, while they load. The product is measured as its image
 * runs it; without this GraphQL checks every value a second time.
 */
process.env['NODE_ENV'] ??= 'production';
