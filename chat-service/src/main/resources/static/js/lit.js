/** The one place that knows where lit-html is served: a WebJar, under a path without a version. */
export { html, nothing, render } from '/webjars/lit-html/lit-html.js';
export { keyed } from '/webjars/lit-html/directives/keyed.js';
export { live } from '/webjars/lit-html/directives/live.js';
export { repeat } from '/webjars/lit-html/directives/repeat.js';
