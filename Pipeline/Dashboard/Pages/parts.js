// Builds elements. Texts of strangers go in by textContent alone, and links lead only to the web.
const svgSpace = 'http://www.w3.org/2000/svg';

/** An element with attributes and children; a child that is text stays text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function makeSvg(name, attributes = {}, ...children) {
  const element = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A link to a page of the web, or its text alone where the address is none. */
export function link(address, label) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(label);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return document.createTextNode(label);
  return make('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, label);
}

/** A bar from 0 to 1. */
export function bar(share, isMinus = false) {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return make('div', { class: 'bar', 'data-sign': isMinus ? 'minus' : 'plus', 'aria-hidden': 'true' },
    makeSvg('svg', { preserveAspectRatio: 'none' }, makeSvg('rect', { width: `${width}%`, height: '100%' })));
}

const horizon = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

function millisecondsOf(duration) {
  const [, days, hours, minutes] = horizon.exec(duration) ?? [];
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60000;
}

/** What was measured of an incident, and what is expected. */
export function seriesOf(state) {
  const past = state.revisions.map((revision) => ({ at: Date.parse(revision.t), value: revision.per_minute })).filter((point) => Number.isFinite(point.at));
  const now = past.at(-1);
  // Before it was told for the first time it rose from what is usual.
  const seen = Date.parse(state.document.first_seen);
  if (past.length > 0 && seen < past[0].at) past.unshift({ at: seen, value: state.document.velocity?.baseline_per_minute ?? 0 });
  const next = (state.document.velocity?.forecast ?? []).map((point) => ({
    at: (now?.at ?? 0) + millisecondsOf(point.horizon), value: point.per_minute, low: point.low, high: point.high,
  }));
  return { past, next: now ? next : [] };
}

/** From when to when a chart goes, and up to how many a minute; null where there is nothing to draw. */
export function extentOf({ past, next }) {
  const points = [...past, ...next];
  if (points.length === 0) return null;
  const from = points[0].at;
  return { from, to: Math.max(points.at(-1).at, from + 60000), most: Math.max(1, ...points.map((point) => point.high ?? point.value)) };
}

/** A line of the past, and behind it the forecast within its band; upright lines tell when it was told last, and until when to act. */
export function spark(state, label) {
  const { past, next } = seriesOf(state);
  const svg = makeSvg('svg', { class: 'spark', viewBox: '0 0 100 40', preserveAspectRatio: 'none', role: 'img', 'aria-label': label });
  const extent = extentOf({ past, next });
  if (!extent) return svg;
  const { from, to, most } = extent;
  const x = (point) => ((point.at - from) / (to - from)) * 100;
  const y = (value) => 39 - (value / most) * 38;
  const line = (list) => list.map((point) => `${x(point).toFixed(2)},${y(point.value).toFixed(2)}`).join(' ');
  if (next.length > 0) {
    const now = { ...past.at(-1) };
    const upper = [now, ...next].map((point) => `${x(point).toFixed(2)},${y(point.high ?? point.value).toFixed(2)}`);
    const lower = [...next].reverse().map((point) => `${x(point).toFixed(2)},${y(point.low).toFixed(2)}`);
    svg.append(makeSvg('polygon', { class: 'band', points: [...upper, ...lower].join(' ') }));
    svg.append(makeSvg('polyline', { class: 'next', points: line([now, ...next]) }));
    svg.append(makeSvg('line', { class: 'now', x1: x(now).toFixed(2), x2: x(now).toFixed(2), y1: 0, y2: 40 }));
  }
  const until = { at: Date.parse(state.document.act_before) };
  if (state.live && state.kind !== 'hold' && until.at > from && until.at < to) svg.append(makeSvg('line', { class: 'until', x1: x(until).toFixed(2), x2: x(until).toFixed(2), y1: 0, y2: 40 }));
  const shown = past.length === 1 ? [{ ...past[0], at: past[0].at }, { ...past[0], at: past[0].at + (to - from) / 100 }] : past;
  svg.append(makeSvg('polyline', { class: 'past', points: line(shown) }));
  return svg;
}
