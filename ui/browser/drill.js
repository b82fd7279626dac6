// The interview drill: one question at a time, answered with a click or the keys 1 to 4 and Enter.

const drills = new WeakMap();
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-drill');
  let drill = drills.get(host);
  if (!drill || drill.rev !== data.rev) { drill = begin(data.questions, data.rev); drills.set(host, drill); }
  Object.assign(drill, { host, all: data.questions, texts: data.texts, emit: event => setTriggerValue('event', event) });
  host.onkeydown = event => drillKey(drill, event);
  showQuestion(drill, false);
}

function begin(questions, rev) {
  return { questions, rev, at: 0, picked: new Map() };
}

function isRight(drill, question) { return drill.picked.get(question.id) === question.answer; }

function fillIn(text, values) { return text.replace(/\{(\w+)\}/g, (_, name) => values[name]); }

function showQuestion(drill, focus = true) {
  const question = drill.questions[drill.at];
  if (!question) return showResult(drill, focus);
  const made = element('section', 'ng-question'), answered = drill.picked.has(question.id);
  const head = element('h3', '', question.text);
  head.tabIndex = -1;
  made.append(progress(drill), head);
  if (question.options.length) made.append(optionList(drill, question, answered));
  else if (!answered) made.append(row(action(drill.texts.drill_show, () => pick(drill, question, null), 'ng-main')));
  if (answered) made.append(...answer(drill, question));
  made.append(moves(drill, answered));
  drill.host.replaceChildren(made);
  if (focus) (drill.host.querySelector('.ng-main') || head).focus();
  return undefined;
}

function row(...children) {
  const made = element('div', 'ng-actions');
  made.append(...children);
  return made;
}

function action(label, act, className = '') { return button(label, label, act, `ng-action ${className}`); }

function progress(drill) {
  const made = element('div', 'ng-progress'), bar = element('span', 'ng-bar'), fill = element('i');
  fill.style.width = `${(100 * drill.at) / drill.questions.length}%`;
  bar.append(fill);
  made.append(bar, element('span', 'ng-soft', fillIn(drill.texts.drill_of, { place: drill.at + 1, count: drill.questions.length })));
  return made;
}

function optionList(drill, question, answered) {
  const list = element('ol', 'ng-options');
  question.options.forEach((option, place) => {
    const choice = button(option.name, option.name, () => pick(drill, question, option.id), 'ng-option');
    choice.prepend(element('kbd', 'ng-key', String(place + 1)));
    if (answered) mark(choice, option, question, drill);
    const item = element('li');
    item.append(choice);
    list.append(item);
  });
  return list;
}

function mark(choice, option, question, drill) {
  choice.disabled = true;
  if (option.id === question.answer) choice.classList.add('ng-right');
  else if (option.id === drill.picked.get(question.id)) choice.classList.add('ng-wrong');
}

function pick(drill, question, id) {
  if (drill.picked.has(question.id)) return;
  drill.picked.set(question.id, id);
  showQuestion(drill);
}

function answer(drill, question) {
  const made = element('div', 'ng-answer'), verdict = element('p', 'ng-verdict');
  made.setAttribute('role', 'status');
  if (question.options.length) {
    const right = isRight(drill, question);
    verdict.classList.add(right ? 'ng-right' : 'ng-wrong');
    verdict.append(element('b', '', `${right ? '✓' : '✗'} ${right ? drill.texts.drill_right : drill.texts.drill_not}`));
  }
  if (question.answers) verdict.append(' ', `${drill.texts.drill_answer}: `, element('b', '', question.answers));
  if (verdict.childNodes.length) made.append(verdict);
  made.append(...question.quotes.map(quote => quoteLine(quote, drill.texts, drill.emit)));
  if (question.html) {
    const prose = element('div', 'ng-prose');
    prose.innerHTML = question.html;   // made from Markdown and cleaned by the server
    made.append(prose);
  }
  return [made];
}

// An open question is judged by the one who answered it.
function moves(drill, answered) {
  const question = drill.questions[drill.at], made = [];
  if (drill.at) made.push(action(drill.texts.drill_back, () => turn(drill, -1)));
  if (answered && !question.options.length) {
    made.push(action(drill.texts.drill_knew_not, () => judge(drill, question, 'no')),
      action(drill.texts.drill_knew, () => judge(drill, question, question.answer), 'ng-main'));
  } else if (answered) made.push(action(drill.texts.drill_next, () => turn(drill, 1), 'ng-main'));
  return row(...made);
}

function judge(drill, question, verdict) {
  drill.picked.set(question.id, verdict);
  turn(drill, 1);
}

function turn(drill, by) {
  drill.at += by;
  showQuestion(drill);
}

function showResult(drill, focus) {
  const missed = drill.questions.filter(question => !isRight(drill, question));
  const values = { right: drill.questions.length - missed.length, count: drill.questions.length };
  const made = element('section', 'ng-question'), head = element('h3', '', fillIn(drill.texts.drill_done, values));
  head.tabIndex = -1;
  const again = questions => { Object.assign(drill, begin(questions, drill.rev)); showQuestion(drill); };
  made.append(head, row(...(missed.length ? [action(drill.texts.drill_wrong, () => again(missed), 'ng-main')] : []),
    action(drill.texts.drill_again, () => again(drill.all))));
  drill.host.replaceChildren(made);
  if (focus) head.focus();
}

function drillKey(drill, event) {
  const question = drill.questions[drill.at], option = question && question.options[Number(event.key) - 1];
  if (!option || drill.picked.has(question.id) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  pick(drill, question, option.id);
}
