/** Times and prices as the user's locale writes them, in the user's time zone. */
import { locale, t } from './i18n.js';

const formats = new Map();

function format(kind, options) {
  const key = `${locale()} ${kind.name} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new kind(locale(), options));
  return formats.get(key);
}

const date = (options) => format(Intl.DateTimeFormat, options);

export const clock = (time) => date({ hour: 'numeric', minute: '2-digit' }).format(new Date(time));

export const fullTime = (time) => date({ dateStyle: 'long', timeStyle: 'short' }).format(new Date(time));

export function day(time) {
  return date({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }).format(new Date(time));
}

export const dayKey = (time) => new Date(time).toDateString();

/** As short as the distance allows: a clock today, then yesterday, then a date. */
export function short(time) {
  const then = new Date(time);
  const now = new Date();
  if (dayKey(then) === dayKey(now)) return clock(then);
  if (dayKey(then) === dayKey(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return t('yesterday');
  if (then.getFullYear() === now.getFullYear()) return date({ month: 'short', day: 'numeric' }).format(then);
  return date({ year: 'numeric', month: 'numeric', day: 'numeric' }).format(then);
}

export function ago(time) {
  const minutes = Math.round((Date.now() - Date.parse(time)) / 60_000);
  if (minutes < 1) return t('presence.now');
  const relative = format(Intl.RelativeTimeFormat, { numeric: 'auto' });
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
  return relative.format(-Math.round(minutes / (24 * 60)), 'day');
}

export function price(perDay) {
  if (perDay === null || perDay === undefined || Number(perDay) === 0) return t('post.free');
  const won = format(Intl.NumberFormat, { style: 'currency', currency: 'KRW', maximumFractionDigits: 0 });
  return t('post.price', { price: won.format(perDay) });
}

export const number = (value) => format(Intl.NumberFormat, {}).format(value);

export const countUpTo999 = (count) => (count > 999 ? '999+' : String(count));
