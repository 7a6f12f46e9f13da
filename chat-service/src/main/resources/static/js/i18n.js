/**
 * The page's two languages. Korean for browsers that ask for it, English for all others, unless the user chose.
 *
 * `t` gives a text, `errorText` the text of a protocol code; a code without a text of its own gets the general one.
 */
import en from './i18n/en.js';
import ko from './i18n/ko.js';

const CHOICE_KEY = 'maru.language';
const TEXTS = { ko, en };

let language = chosen() ?? (navigator.language?.toLowerCase().startsWith('ko') ? 'ko' : 'en');
document.documentElement.lang = language;

export const currentLanguage = () => language;

/** The user's own kind of English (or Korean) where the browser names one. */
export function locale() {
  return navigator.languages?.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
}

export function choose(wanted) {
  language = wanted;
  document.documentElement.lang = wanted;
  try {
    localStorage.setItem(CHOICE_KEY, wanted);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function t(key, values = {}) {
  const text = TEXTS[language][key] ?? en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function errorText({ code, field }) {
  const fieldKey = `field.${field}`;
  if (code === 'bad_field' && fieldKey in en) return t('error.bad_field.named', { field: t(fieldKey) });
  return t(`error.${code}` in en ? `error.${code}` : 'error.unknown');
}

function chosen() {
  try {
    const kept = localStorage.getItem(CHOICE_KEY);
    return kept in TEXTS ? kept : undefined;
  } catch {
    return undefined;
  }
}
