/** Version of this copy of the library; two copies on a page compare it (see `define`). */
export const version = '0.1.0';
