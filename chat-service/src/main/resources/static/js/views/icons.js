/** Line icons, drawn in the text's colour; decoration only, the control beside them has the name. */
import { html } from '../lit.js';

const path = (d) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${d}></path></svg>`;

export const chatIcon = () => path('M4 5.5h16a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-8L7 21v-3.500H4A1.500 1.500 0 0 1 2.500 16V7A1.500 1.500 0 0 1 4 5.500Z');
export const postsIcon = () => path('M3.500 10.500 12 4l8.500 6.500V19a1.500 1.500 0 0 1-1.500 1.500H5A1.500 1.500 0 0 1 3.500 19ZM9.500 20.500v-6h5v6');
export const backIcon = () => path('M15 5l-7 7 7 7');
export const sendIcon = () => path('M12 19V5M6 11l6-6 6 6');
export const downIcon = () => path('M12 5v14M6 13l6 6 6-6');
export const plusIcon = () => path('M12 5v14M5 12h14');
export const refreshIcon = () => path('M20 12a8 8 0 1 1-2.400-5.700M20 4v4.500h-4.500');
export const clockIcon = () => path('M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17ZM12 7.500V12l3 2');
export const checkIcon = () => path('M5 12.500l4.500 4.500L19 7.500');
export const warningIcon = () => path('M12 4 2.800 20h18.400ZM12 10v4.500M12 17v.3');
export const signOutIcon = () => path('M14 4H6.500A1.500 1.500 0 0 0 5 5.500v13A1.500 1.500 0 0 0 6.500 20H14M17 8l4 4-4 4M21 12H10');
