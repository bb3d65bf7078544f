declare const ROWS_AS_COMPONENTS: boolean;

/** Whether this bundle draws each row as a component of its own instead of plain elements; set when it is bundled. */
export const rowsAsComponents: boolean = ROWS_AS_COMPONENTS;
