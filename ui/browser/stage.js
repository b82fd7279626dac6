// Mounts the stage in Streamlit; it is updated in place and rebuilt only when the page comes anew.

const stages = new WeakMap();
const whenVis = () => globalThis.vis ? Promise.resolve(globalThis.vis) : new Promise(done => {
  const timer = setInterval(() => { if (globalThis.vis) { clearInterval(timer); done(globalThis.vis); } }, 10);
});
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-stage');
  const state = stages.get(host) || {};
  stages.set(host, state);
  state.gone = false;
  whenVis().then(vis => {
    if (state.gone) return;
    if (!state.stage) state.stage = createStage(host, vis, data.key);
    state.stage.emit = event => setTriggerValue('event', event);
    if (data.rev !== state.rev) updateStage(state.stage, vis, { ...JSON.parse(data.scene), rev: data.rev });
    state.rev = data.rev;
    globalThis.notegraph = state.stage;
    if (globalThis.notegraphAim) globalThis.notegraphAim(state.stage);
  });
  return () => {
    state.gone = true;
    if (!state.stage || !state.stage.network) return;
    state.stage.memory.views[state.stage.data.scene] = viewOf(state.stage);
    state.stage.network.destroy();
    stages.delete(host);
  };
}
