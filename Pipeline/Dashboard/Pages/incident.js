// Shows one incident: short in a list, or whole on its own page.
import { make, link, bar, spark, seriesOf, extentOf } from '/parts.js';
import { text, number, percent, clock, span } from '/texts.js';
import { decide, decided } from '/decide.js';

function sparkOf(state) {
  const last = seriesOf(state).next.at(-1);
  const label = last ? text('forecast', clock(last.at), number(last.low), number(last.high)) : text('no_forecast');
  return spark(state, label);
}

/** What the chart shows, in words. */
function scaleOf(state) {
  const extent = extentOf(seriesOf(state));
  return make('p', { class: 'when' }, extent ? text('scale', clock(extent.from), clock(extent.to), number(extent.most)) : '');
}

const soon = 15 * 60000;

function showLeft(element, now) {
  const left = Date.parse(element.dataset.left) - now;
  element.dataset.level = left > soon ? 'good' : left > 0 ? 'warn' : 'bad';
  const words = left > 0 ? text('left', span(left)) : text('over');
  if (element.textContent !== words) element.textContent = words;
}

/** How long there is to act; of what is over there is no time left, and a tragedy asks for a pause, not for haste. */
function leftOf(state, now) {
  if (state.live && state.kind === 'hold') return make('span', { class: 'left', 'data-level': 'bad' }, text('paused'));
  if (!state.live) return make('span', { class: 'left', 'data-level': 'bad' }, text('over'));
  const element = make('span', { class: 'left', 'data-left': state.document.act_before });
  showLeft(element, now);
  return element;
}

function moodOf(tags) {
  const mean = tags?.sentiment?.mean;
  if (typeof mean !== 'number') return text('unknown');
  return mean > 0.15 ? text('good') : mean < -0.15 ? text('bad') : text('mixed');
}

function safetyOf(tags) {
  const safety = tags?.safety;
  const isSafe = !safety?.category || safety.level === 'none';
  const level = isSafe ? 'good' : safety.level === 'low' ? 'warn' : 'bad';
  const words = isSafe ? text('safe') : text('vetoed', `${safety.level} ${safety.category}`, percent(safety.share));
  return make('span', { class: 'badge', 'data-level': level }, `${text('safety')}: ${words}`);
}

function factorsOf(document) {
  const factors = document.factors ?? [];
  const most = Math.max(1, ...factors.map((factor) => Math.abs(factor.contribution)));
  return make('dl', { class: 'factors' }, ...factors.flatMap((factor) => [
    make('dt', {}, factor.name),
    make('dd', {}, bar(Math.abs(factor.contribution) / most, factor.contribution < 0)),
    make('dd', {}, number(factor.contribution, 1)),
  ]));
}

function badgesOf(state) {
  const document = state.document;
  const sources = Object.entries(document.sources ?? {}).map(([name, posts]) => `${name} ${number(posts)}`).join(', ');
  return make('div', { class: 'badges' },
    make('span', { class: 'badge' }, text(state.kind)),
    make('span', { class: 'badge' }, text(state.phase)),
    make('span', {}, state.brand),
    make('span', {}, `${text('mood')}: ${moodOf(document.tags)}`),
    safetyOf(document.tags),
    make('span', {}, `${text('sources')}: ${sources}`));
}

function scoreOf(state) {
  return make('span', { class: 'score' }, make('abbr', { title: text('score') }, number(state.score, 1)));
}

/** A card of the list. */
export function card(state, now) {
  const label = state.document.topic?.label ?? state.incident;
  return make('li', { class: 'card', id: `card-${state.incident}`, 'data-kind': state.kind, 'data-live': String(state.live), 'data-incident': state.incident },
    make('div', { class: 'top' }, make('h3', {}, make('a', { href: `/incidents/${encodeURIComponent(state.incident)}`, 'data-page': true }, label)), scoreOf(state)),
    make('div', { class: 'top' }, leftOf(state, now), make('span', { class: 'when' }, text('rate', number(state.document.velocity?.per_minute ?? 0)))),
    sparkOf(state),
    badgesOf(state),
    make('p', { class: 'summary' }, state.document.summary ?? ''),
    decided(state) ? make('p', { class: 'when' }, decided(state)) : null,
    make('details', {}, make('summary', {}, text('why')), factorsOf(state.document)));
}

/** Renews what depends on the time alone. */
export function tick(element, now) {
  for (const left of element.querySelectorAll('[data-left]')) showLeft(left, now);
}

function rows(pairs) {
  return make('table', {}, make('tbody', {}, ...pairs.filter(([, value]) => value).map(([name, value]) =>
    make('tr', {}, make('th', { scope: 'row' }, text(name)), make('td', {}, value)))));
}

function table(heads, lines) {
  return make('div', { class: 'scroll', tabindex: '0' }, make('table', {},
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, text(head))))),
    make('tbody', {}, ...lines.map((cells) => make('tr', {}, ...cells.map((cell) => make('td', typeof cell === 'number' ? { class: 'number' } : {}, typeof cell === 'number' ? number(cell, 2) : cell)))))));
}

function names(list) {
  return (list ?? []).map((entry) => `${entry.name} ${percent(entry.share)}`).join(', ');
}

function section(title, ...children) {
  return make('section', {}, make('h3', {}, text(title)), ...children);
}

/** The whole of an incident. */
export function page(state, now) {
  const document = state.document;
  const other = (id) => (id ? make('a', { href: `/incidents/${encodeURIComponent(id)}`, 'data-page': true }, id) : null);
  return [
    make('p', {}, make('a', { href: '/', 'data-page': true }, text('back'))),
    make('div', { class: 'top' }, make('h2', { tabindex: '-1', id: 'incident-title' }, document.topic?.label ?? state.incident), scoreOf(state)),
    leftOf(state, now),
    sparkOf(state),
    scaleOf(state),
    badgesOf(state),
    make('p', { class: 'summary' }, document.summary ?? ''),
    section('decision', make('p', { id: 'decided' }, decided(state) ?? text('undecided')), ...(document.merged_into ? [] : [decide(state)])),
    section('why', factorsOf(document)),
    rows([
      ['first_seen', clock(document.first_seen)], ['raised_at', clock(document.raised_at)], ['act_before', clock(document.act_before)], ['peak_at', clock(document.peak_at)],
      ['news_first', document.news_first_at ? clock(document.news_first_at) : ''], ['languages', names(document.tags?.languages)], ['themes', names(document.tags?.themes)],
      ['entities', names(document.tags?.entities)], ['people', document.authors ? number(document.authors.distinct) : ''],
      ['authentic', document.authenticity ? percent(document.authenticity.value) : ''], ['ended_because', document.ended_because],
      ['previous', other(document.previous)], ['merged_into', other(document.merged_into)],
    ]),
    section('posts', table(['source', 'author', 'posted', 'open'], (document.evidence ?? []).map((post) => [
      post.source ?? '', post.author ?? '', clock(post.posted_at), post.url ? link(post.url, post.id) : post.id,
    ]))),
    section('crowd', table(['what', 'people', 'share', 'growth'], (document.communities ?? []).map((community) => [
      community.id, community.authors, percent(community.share), percent(community.growth),
    ]))),
    section('life', table(['time', 'what', 'score', 'severity', 'per_minute'], [...state.revisions].reverse().map((revision) => [
      clock(revision.t), `${text(revision.phase)}${revision.kind ? ` · ${text('alerts')}: ${text(revision.kind)}` : ''}`, revision.score, revision.severity, revision.per_minute,
    ]))),
  ];
}
