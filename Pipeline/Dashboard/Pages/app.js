// The page: what is known, what is shown, and which of its two views.
import { speak, spoken, languages, text, number, percent, clock } from '/texts.js';
import { make } from '/parts.js';
import { card, page, tick } from '/incident.js';
import { get, follow, useKey, Refused } from '/stream.js';

const shownAtOnce = 60;
const alertsShown = 100;
const behind = 3600000;

const $ = (id) => document.getElementById(id);
const incidents = new Map();
const unknown = new Set();
let alerts = [];
let status = null;
let streamTime = null;
let shown = shownAtOnce;
let isDrawing = false;

const settings = {
  get: (name, usual) => localStorage.getItem(`rtm.${name}`) ?? usual,
  set: (name, value) => localStorage.setItem(`rtm.${name}`, value),
};

/** The time that counts: of a recorded stream its own, else the clock's. */
function now() {
  const stream = Date.parse(status?.board_time ?? streamTime ?? '');
  return Number.isFinite(stream) && Date.now() - stream > behind ? stream : Date.now();
}

function openIncident() {
  const [, id] = /^\/incidents\/([^/]+)$/.exec(location.pathname) ?? [];
  return id ? decodeURIComponent(id) : null;
}

function wanted(state) {
  const brand = $('brand').value;
  const show = $('show').value;
  return (!brand || state.brand === brand) && (show === 'all' || state.live === (show === 'live'));
}

function drawCards() {
  const list = [...incidents.values()].filter(wanted).sort((a, b) => Number(b.live) - Number(a.live) || b.score - a.score || (a.incident < b.incident ? -1 : 1));
  const cards = $('cards');
  const known = new Map([...cards.children].map((element) => [element.dataset.incident, element]));
  const focused = document.activeElement?.closest?.('.card')?.dataset.incident;
  const wantedCards = list.slice(0, shown).map((state) => {
    const old = known.get(state.incident);
    const mark = `${state.revisions.length}/${state.updated_at}/${spoken()}`;
    if (old?.dataset.mark === mark) return old;
    const fresh = card(state, now());
    fresh.dataset.mark = mark;
    if (old?.querySelector('details')?.open) fresh.querySelector('details').open = true;
    return fresh;
  });
  const isSame = wantedCards.length === cards.children.length && wantedCards.every((element, i) => element === cards.children[i]);
  if (!isSame) cards.replaceChildren(...wantedCards);
  if (focused && !document.activeElement?.closest?.('.card')) $(`card-${focused}`)?.querySelector('a')?.focus();
  $('count').textContent = list.length > 0 ? text('count', number(wantedCards.length), number(list.length)) : '';
  $('none').hidden = list.length > 0;
  $('more').hidden = list.length <= shown;
}

function drawBrands() {
  const select = $('brand');
  const brands = [...new Set([...incidents.values()].map((state) => state.brand))].sort();
  const mark = `${spoken()}/${brands.join('/')}`;
  if (select.dataset.mark === mark) return;
  const chosen = select.value;
  select.dataset.mark = mark;
  select.replaceChildren(make('option', { value: '' }, text('all_brands')), ...brands.map((brand) => make('option', { value: brand }, brand)));
  select.value = brands.includes(chosen) ? chosen : '';
}

function alertLine(alert) {
  const label = alert.label || text(alert.kind);
  return make('li', { 'data-kind': alert.kind, 'data-entry': alert.entry },
    make('p', { class: 'when' }, `${clock(alert.t)} · ${text(alert.kind)}${alert.phase === 'digest' ? '' : ` · ${text(alert.phase)}`} · ${alert.brand}`),
    make('p', {}, alert.incident ? make('a', { href: `/incidents/${encodeURIComponent(alert.incident)}`, 'data-page': true }, label) : make('strong', {}, label)),
    make('p', {}, alert.summary));
}

function drawAlerts() {
  const list = $('alerts');
  const brand = $('brand').value;
  const lines = alerts.filter((alert) => !brand || alert.brand === brand).slice(0, alertsShown);
  const known = new Map([...list.children].map((element) => [element.dataset.mark, element]));
  const elements = lines.map((alert) => {
    const mark = `${alert.entry}/${spoken()}`;
    const element = known.get(mark) ?? alertLine(alert);
    element.dataset.mark = mark;
    return element;
  });
  if (elements.length !== list.children.length || elements.some((element, i) => element !== list.children[i])) list.replaceChildren(...elements);
  $('quiet').hidden = elements.length > 0;
}

function drawService() {
  if (!status) return;
  const level = { up: 'good', degraded: 'warn', down: 'bad' };
  const parts = status.health.parts.map((part) => make('li', {},
    make('span', { class: 'badge', 'data-level': level[part.state] }, text(part.state)), ` ${part.name}: ${part.reason}`));
  const graph = status.graph;
  const pairs = graph ? [
    ['counted', number(graph.posts)], ['topics', number(graph.topics)], ['queue', percent(Math.max(0, ...Object.values(graph.queues)))],
    ...graph.forecasts.filter((forecast) => forecast.judged > 0).flatMap((forecast) => [
      ['skill', `${forecast.horizon}: ${number(forecast.skill, 2)}`], ['coverage', `${forecast.horizon}: ${percent(forecast.coverage_90)}`],
    ]),
  ] : [];
  $('service').replaceChildren(
    make('p', { class: 'when' }, `RtmPipeline ${status.version}`),
    ...(status.board_trouble ? [make('p', { role: 'alert' }, text('trouble', status.board_trouble))] : []),
    make('ul', { class: 'parts' }, ...parts),
    make('table', {}, make('tbody', {}, ...pairs.map(([name, value]) => make('tr', {}, make('th', { scope: 'row' }, text(name)), make('td', { class: 'number' }, value))))));
}

async function drawIncident(id) {
  if (!incidents.has(id) && !unknown.has(id)) {
    unknown.add(id);
    const found = await get(`/api/incidents/${encodeURIComponent(id)}`);
    if (found) incidents.set(id, found);
  }
  if (openIncident() !== id) return;
  const state = incidents.get(id);
  const article = $('incident');
  const mark = state ? `${id}/${state.revisions.length}/${state.updated_at}/${spoken()}` : `${id}/${spoken()}`;
  if (article.dataset.mark === mark) return;
  const isNew = !article.dataset.mark?.startsWith(`${id}/`);
  article.dataset.mark = mark;
  const focused = article.contains(document.activeElement) ? document.activeElement.id : '';
  article.replaceChildren(...(state ? page(state, now()) : [make('p', {}, make('a', { href: '/', 'data-page': true }, text('back'))), make('p', {}, text('lost'))]));
  if (isNew) $('incident-title')?.focus();
  else if (focused) $(focused)?.focus();
}

async function draw() {
  isDrawing = false;
  const id = openIncident();
  $('board').hidden = id !== null;
  $('incident').hidden = id === null;
  drawBrands();
  drawAlerts();
  drawService();
  $('time').textContent = status?.board_time ? text('stream', clock(status.board_time)) : '';
  if (id !== null) await drawIncident(id);
  else drawCards();
}

/** However much comes, it is drawn once a frame. */
function drawSoon() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(draw);
}

async function load() {
  const [all, told] = await Promise.all([get('/api/opportunities?state=all&limit=1000'), get('/api/alerts?limit=200')]);
  incidents.clear();
  unknown.clear();
  for (const state of all.opportunities) incidents.set(state.incident, state);
  alerts = told.alerts;
  streamTime = all.stream_time;
  drawSoon();
  return all.event_id;
}

async function handle(name, data) {
  if (name === 'status') status = data;
  if (name === 'reset') await load();
  if (data.alert && !alerts.some((alert) => alert.entry === data.alert.entry)) alerts = [data.alert, ...alerts].slice(0, 1000);
  if (data.state) incidents.set(data.state.incident, data.state);
  drawSoon();
}

function isLinked(on) {
  $('link').dataset.state = on ? 'on' : 'off';
  const words = text(on ? 'connected' : 'away');
  if ($('link').textContent !== words) $('link').textContent = words;
}

function show(colours) {
  if (colours === 'auto') delete document.documentElement.dataset.colours;
  else document.documentElement.dataset.colours = colours;
}

async function begin() {
  $('key').hidden = true;
  $('main').hidden = false;
  try {
    await follow(await load(), handle, isLinked);
  } catch (failure) {
    if (!(failure instanceof Refused)) {
      isLinked(false);
      setTimeout(begin, 2000);
      return;
    }
    $('main').hidden = true;
    $('key').hidden = false;
    $('secret').focus();
  }
}

function listen() {
  $('language').addEventListener('change', (event) => {
    settings.set('language', event.target.value);
    speak(event.target.value);
    isLinked($('link').dataset.state === 'on');
    drawSoon();
  });
  $('colours').addEventListener('change', (event) => {
    settings.set('colours', event.target.value);
    show(event.target.value);
  });
  for (const name of ['brand', 'show']) {
    $(name).addEventListener('change', () => {
      shown = shownAtOnce;
      drawSoon();
    });
  }
  $('more').addEventListener('click', () => {
    shown += shownAtOnce;
    drawSoon();
  });
  $('key').addEventListener('submit', (event) => {
    event.preventDefault();
    useKey($('secret').value);
    $('secret').value = '';
    $('refused').textContent = '';
    begin().then(() => { if (!$('key').hidden) $('refused').textContent = text('refused'); });
  });
  document.addEventListener('click', (event) => {
    const anchor = event.target.closest?.('a[data-page], #home');
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', anchor.getAttribute('href'));
    scrollTo(0, 0);
    drawSoon();
  });
  addEventListener('popstate', drawSoon);
  setInterval(() => {
    tick($('cards'), now());
    tick($('incident'), now());
  }, 1000);
}

const usual = languages.find((code) => navigator.language.toLowerCase().startsWith(code)) ?? 'en';
$('language').value = settings.get('language', usual);
speak($('language').value);
$('colours').value = settings.get('colours', 'auto');
show($('colours').value);
listen();
begin();
