// Words of the pages in each language. A word that is missing shows its key, and a test finds it.
const texts = {
  en: {
    skip: 'Skip to the opportunities', brand: 'Brand', all_brands: 'all', show: 'Show', live: 'live', ended: 'ended', all: 'all', language: 'Language', colours: 'Colours',
    auto: 'as the device', light: 'light', dark: 'dark', key: 'Key', enter: 'Enter', refused: 'This key is not known.', opportunities: 'Opportunities', alerts: 'Alerts', service: 'Service',
    none: 'No opportunity now.', quiet: 'No alert yet.', more: 'Show more', connected: 'connected', away: 'no connection, trying again', count: '{0} shown of {1}', stream: 'Stream time {0}',
    score: 'Score', left: '{0} left to act', over: 'the time to act is over', paused: 'pause what is scheduled', mood: 'Mood', good: 'good', bad: 'bad', mixed: 'mixed', unknown: 'unknown', safety: 'Safety', safe: 'safe',
    vetoed: '{0}: {1} of posts', sources: 'Sources', why: 'Why this score', rate: '{0} a minute', forecast: 'Mentions a minute so far, and the forecast with its 90 % interval up to {0}: {1} to {2} a minute',
    no_forecast: 'Mentions a minute so far', opportunity: 'opportunity', threat: 'threat', hold: 'hold', reinforce: 'reinforce', calendar: 'calendar', digest: 'held back',
    raised: 'raised', updated: 'updated', escalated: 'escalated', peaked: 'peaked', expired: 'expired', retracted: 'retracted', back: 'Back to all', life: 'Its life', time: 'Time', what: 'What',
    severity: 'Severity', per_minute: 'A minute', posts: 'Posts that show it', author: 'Author', posted: 'Posted', source: 'Source', crowd: 'Communities', share: 'Share', people: 'People',
    first_seen: 'First seen', raised_at: 'Raised', act_before: 'Act before', peak_at: 'Peak expected', news_first: 'News had it first at', ended_because: 'Ended because', previous: 'Goes on from',
    merged_into: 'Went over to', entities: 'Names', themes: 'Themes', languages: 'Languages', authentic: 'Made by people', growth: 'Growth', health: 'Health', up: 'up', degraded: 'degraded', down: 'down',
    records: 'Records', newest: 'Newest', topics: 'Topics', queue: 'Fullest queue', skill: 'Forecast skill', coverage: 'Within the 90 % interval', lost: 'This incident is not known any more.',
    open: 'Open', minutes: '{0} min', hours: '{0} h {1} min', days: '{0} d {1} h', trouble: 'The streams cannot be read: {0}', counted: 'Posts counted',
    decision: 'Decision', undecided: 'Nothing decided yet.', reason: 'Reason', do_accept: 'Accept', do_reject: 'Reject', do_snooze: 'Snooze', snooze_for: 'Snooze for', accept: 'accepted', reject: 'rejected', snooze: 'snoozed', until: 'until {0}', noted: 'Noted: {0}.', not_noted: 'Not noted: {0}',
    scale: 'Mentions a minute from {0} to {1}, up to {2}; dashes and band: forecast and 90 % interval. Upright line: told last. Dotted: act before.',
  },
  es: {
    skip: 'Ir a las oportunidades', brand: 'Marca', all_brands: 'todas', show: 'Mostrar', live: 'activas', ended: 'terminadas', all: 'todas', language: 'Idioma', colours: 'Colores',
    auto: 'como el dispositivo', light: 'claros', dark: 'oscuros', key: 'Clave', enter: 'Entrar', refused: 'Esta clave no se conoce.', opportunities: 'Oportunidades', alerts: 'Alertas', service: 'Servicio',
    none: 'Ninguna oportunidad ahora.', quiet: 'Ninguna alerta todavía.', more: 'Mostrar más', connected: 'conectado', away: 'sin conexión, se intenta de nuevo', count: '{0} de {1}', stream: 'Hora del flujo {0}',
    score: 'Puntuación', left: 'quedan {0} para actuar', over: 'el tiempo para actuar ha pasado', paused: 'pausar lo programado', mood: 'Ánimo', good: 'bueno', bad: 'malo', mixed: 'mixto', unknown: 'desconocido', safety: 'Seguridad', safe: 'segura',
    vetoed: '{0}: {1} de las publicaciones', sources: 'Fuentes', why: 'Por qué esta puntuación', rate: '{0} por minuto', forecast: 'Menciones por minuto hasta ahora, y el pronóstico con su intervalo del 90 % hasta {0}: de {1} a {2} por minuto',
    no_forecast: 'Menciones por minuto hasta ahora', opportunity: 'oportunidad', threat: 'amenaza', hold: 'pausa', reinforce: 'refuerzo', calendar: 'calendario', digest: 'retenidas',
    raised: 'abierta', updated: 'actualizada', escalated: 'agravada', peaked: 'en su pico', expired: 'vencida', retracted: 'retirada', back: 'Volver a todas', life: 'Su historia', time: 'Hora', what: 'Qué',
    severity: 'Gravedad', per_minute: 'Por minuto', posts: 'Publicaciones que lo muestran', author: 'Autor', posted: 'Publicado', source: 'Fuente', crowd: 'Comunidades', share: 'Parte', people: 'Personas',
    first_seen: 'Vista por primera vez', raised_at: 'Abierta', act_before: 'Actuar antes de', peak_at: 'Pico previsto', news_first: 'La prensa lo tuvo a las', ended_because: 'Terminó por', previous: 'Sigue a',
    merged_into: 'Pasó a', entities: 'Nombres', themes: 'Temas', languages: 'Idiomas', authentic: 'Hecha por personas', growth: 'Crecimiento', health: 'Salud', up: 'bien', degraded: 'limitado', down: 'caído',
    records: 'Registros', newest: 'El más nuevo', topics: 'Temas contados', queue: 'Cola más llena', skill: 'Acierto del pronóstico', coverage: 'Dentro del intervalo del 90 %', lost: 'Este incidente ya no se conoce.',
    open: 'Abrir', minutes: '{0} min', hours: '{0} h {1} min', days: '{0} d {1} h', trouble: 'No se pueden leer los flujos: {0}', counted: 'Publicaciones contadas',
    decision: 'Decisión', undecided: 'Nada decidido todavía.', reason: 'Motivo', do_accept: 'Aceptar', do_reject: 'Rechazar', do_snooze: 'Posponer', snooze_for: 'Posponer durante', accept: 'aceptada', reject: 'rechazada', snooze: 'pospuesta', until: 'hasta {0}', noted: 'Anotado: {0}.', not_noted: 'No se anotó: {0}',
    scale: 'Menciones por minuto de {0} a {1}, hasta {2}; rayas y banda: pronóstico e intervalo del 90 %. Línea vertical: último aviso. Punteada: límite para actuar.',
  },
  it: {
    skip: 'Vai alle opportunità', brand: 'Marca', all_brands: 'tutte', show: 'Mostra', live: 'attive', ended: 'concluse', all: 'tutte', language: 'Lingua', colours: 'Colori',
    auto: 'come il dispositivo', light: 'chiari', dark: 'scuri', key: 'Chiave', enter: 'Entra', refused: 'Questa chiave non è nota.', opportunities: 'Opportunità', alerts: 'Avvisi', service: 'Servizio',
    none: 'Nessuna opportunità ora.', quiet: 'Ancora nessun avviso.', more: 'Mostra altre', connected: 'connesso', away: 'nessuna connessione, si riprova', count: '{0} di {1}', stream: 'Ora del flusso {0}',
    score: 'Punteggio', left: '{0} per agire', over: 'il tempo per agire è passato', paused: 'fermare ciò che è programmato', mood: 'Umore', good: 'buono', bad: 'cattivo', mixed: 'misto', unknown: 'ignoto', safety: 'Sicurezza', safe: 'sicura',
    vetoed: '{0}: {1} dei post', sources: 'Fonti', why: 'Perché questo punteggio', rate: '{0} al minuto', forecast: 'Menzioni al minuto finora, e la previsione con il suo intervallo del 90 % fino a {0}: da {1} a {2} al minuto',
    no_forecast: 'Menzioni al minuto finora', opportunity: 'opportunità', threat: 'minaccia', hold: 'pausa', reinforce: 'rinforzo', calendar: 'calendario', digest: 'trattenuti',
    raised: 'aperta', updated: 'aggiornata', escalated: 'aggravata', peaked: 'al picco', expired: 'scaduta', retracted: 'ritirata', back: 'Torna a tutte', life: 'La sua storia', time: 'Ora', what: 'Che cosa',
    severity: 'Gravità', per_minute: 'Al minuto', posts: 'Post che lo mostrano', author: 'Autore', posted: 'Pubblicato', source: 'Fonte', crowd: 'Comunità', share: 'Quota', people: 'Persone',
    first_seen: 'Vista per la prima volta', raised_at: 'Aperta', act_before: 'Agire prima delle', peak_at: 'Picco previsto', news_first: 'La stampa l’ha avuta alle', ended_because: 'Finita per', previous: 'Segue a',
    merged_into: 'Passata a', entities: 'Nomi', themes: 'Argomenti', languages: 'Lingue', authentic: 'Fatta da persone', growth: 'Crescita', health: 'Salute', up: 'bene', degraded: 'limitato', down: 'giù',
    records: 'Record', newest: 'Il più nuovo', topics: 'Argomenti contati', queue: 'Coda più piena', skill: 'Bontà della previsione', coverage: 'Entro l’intervallo del 90 %', lost: 'Questo incidente non è più noto.',
    open: 'Apri', minutes: '{0} min', hours: '{0} h {1} min', days: '{0} g {1} h', trouble: 'I flussi non si possono leggere: {0}', counted: 'Post contati',
    decision: 'Decisione', undecided: 'Ancora niente deciso.', reason: 'Motivo', do_accept: 'Accetta', do_reject: 'Rifiuta', do_snooze: 'Rimanda', snooze_for: 'Rimanda di', accept: 'accettata', reject: 'rifiutata', snooze: 'rimandata', until: 'fino a {0}', noted: 'Annotato: {0}.', not_noted: 'Non annotato: {0}',
    scale: 'Menzioni al minuto da {0} a {1}, fino a {2}; tratti e banda: previsione e intervallo del 90 %. Linea verticale: ultimo avviso. Punteggiata: limite per agire.',
  },
};

export const languages = Object.keys(texts);

/** All words, for the test that they are complete. */
export const all = texts;

let language = 'en';

export function speak(code) {
  language = languages.includes(code) ? code : 'en';
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
}

export function spoken() {
  return language;
}

/** The word of a key, with {0}, {1} … put in. */
export function text(key, ...values) {
  const word = texts[language][key] ?? key;
  return word.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ''));
}

export function number(value, digits = 0) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

export function percent(share) {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export function clock(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(date);
}

/** A length of time in two units at most. */
export function span(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60000));
  if (minutes < 60) return text('minutes', minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? text('hours', hours, minutes % 60) : text('days', Math.floor(hours / 24), hours % 24);
}
