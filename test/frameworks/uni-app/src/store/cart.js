import { computed, reactive } from "vue";
import { goodOf } from "./goods";

const lines = reactive({});

function change(id, by) {
  const count = (lines[id] ?? 0) + by;
  if (count > 0) lines[id] = count;
  else delete lines[id];
}

const entries = computed(() => Object.entries(lines).map(([id, count]) => ({ id, name: goodOf(id).name, count })));
const total = computed(() => entries.value.reduce((sum, { id, count }) => sum + goodOf(id).price * count, 0));

export const useCart = () => ({ lines, change, entries, total });
