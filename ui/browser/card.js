// Mounts a part of the card in Streamlit.

export default function ({ parentElement, data, setTriggerValue }) {
  const emit = event => setTriggerValue('event', event);
  const host = parentElement.querySelector('.ng-card');
  if (data.part === 'head') fillHead(host, data.card, data.texts, emit);
  else if (data.part === 'welcome') fillWelcome(host, data, emit);
  else fillRelations(host, data.groups, data.texts, emit);
}
