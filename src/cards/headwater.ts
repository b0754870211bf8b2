/** What cards say they were made by. */
export const HEADWATER = 'Headwater';
