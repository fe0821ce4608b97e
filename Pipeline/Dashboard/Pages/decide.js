// What the team decided on an incident, and the form with which it decides.
import { make } from '/parts.js';
import { text, clock } from '/texts.js';
import { post, Refused } from '/stream.js';

/** Reasons that are being written, by incident: the page is drawn anew while somebody types. */
const drafts = new Map();
const snoozes = [15, 60, 240, 1440];

/** What was decided last, in one line; null while nothing. */
export function decided(state) {
  const decision = state.document.decision;
  if (!decision) return null;
  const until = decision.until ? ` ${text('until', clock(decision.until))}` : '';
  const by = decision.by ? ` · ${decision.by}` : '';
  return `${text(decision.verdict)}${until} · ${clock(decision.at)}${by}${decision.reason ? `: ${decision.reason}` : ''}`;
}

async function send(form, state, verdict, minutes) {
  const said = form.querySelector('[role=status]');
  const reason = form.querySelector('#reason').value.trim();
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  try {
    await post(`/api/incidents/${encodeURIComponent(state.incident)}/decision`, { verdict, ...(minutes ? { minutes } : {}), ...(reason ? { reason } : {}) });
    drafts.delete(state.incident);
    form.querySelector('#reason').value = '';
    said.textContent = text('noted', text(verdict));
  } catch (failure) {
    said.textContent = failure instanceof Refused ? text('refused') : text('not_noted', failure.message);
  }
  for (const button of form.querySelectorAll('button')) button.disabled = false;
}

/** The form. Nothing is sent by the browser itself. */
export function decide(state) {
  const reason = make('input', { id: 'reason', type: 'text', maxlength: '500', autocomplete: 'off' });
  reason.value = drafts.get(state.incident) ?? '';
  reason.addEventListener('input', () => drafts.set(state.incident, reason.value));
  const minutes = make('select', { id: 'snooze-minutes', 'aria-label': text('snooze_for') }, ...snoozes.map((value) =>
    make('option', { value }, value < 60 ? text('minutes', value) : text('hours', value / 60, 0))));
  minutes.value = '60';
  const form = make('form', { class: 'decide' },
    make('label', {}, `${text('reason')} `, reason),
    make('button', { type: 'button', id: 'accept' }, text('do_accept')),
    make('button', { type: 'button', id: 'reject' }, text('do_reject')),
    make('button', { type: 'button', id: 'snooze' }, text('do_snooze')), minutes,
    make('p', { role: 'status' }));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('#accept').addEventListener('click', () => send(form, state, 'accept'));
  form.querySelector('#reject').addEventListener('click', () => send(form, state, 'reject'));
  form.querySelector('#snooze').addEventListener('click', () => send(form, state, 'snooze', Number(minutes.value)));
  return form;
}
