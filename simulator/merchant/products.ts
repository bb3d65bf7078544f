/** One thing the sample shop sells. `price` in cents; `image` names a picture inside the mini program. */
export interface Product {
  id: string;
  name: string;
  line: string;
  maker: string;
  category: string;
  price: number;
  image: string;
  options: string[];
  material: string;
  text: string;
  tag?: string;
}

/** Categories in the order of the chips. */
export const categories = [
  { id: "all", name: "Everything" },
  { id: "kitchen", name: "Kitchen" },
  { id: "home", name: "Home" },
  { id: "away", name: "On the way" },
] as const;

/** The whole range of the sample shop. */
export const products: readonly Product[] = [
  {
    id: "mug",
    name: "Deckhand mug",
    line: "Enamel, 400 ml",
    maker: "Harbour Works",
    category: "kitchen",
    price: 1850,
    image: "mug",
    options: ["Ink", "Fog", "Signal red"],
    material: "Steel with two coats of enamel",
    text: "Made for watch at four in the morning: keeps the tea hot, survives the fall, goes on the stove.",
    tag: "Favourite",
  },
  {
    id: "lantern",
    name: "Pier lantern",
    line: "Warm light, 40 hours",
    maker: "Lumen & Sons",
    category: "home",
    price: 6400,
    image: "lantern",
    options: ["Graphite", "Brass"],
    material: "Powder-coated steel, hand-blown glass",
    text: "A flame without a flame. Dims with a turn of the foot and charges from any plug.",
    tag: "New",
  },
  {
    id: "tote",
    name: "Market tote",
    line: "Canvas, 22 litres",
    maker: "Sailmakers' Row",
    category: "away",
    price: 3900,
    image: "tote",
    options: ["Natural", "Navy"],
    material: "Sailcloth offcuts, leather handles",
    text: "Cut from what is left of a sail. Stands up by itself and folds flat when it has nothing to do.",
  },
  {
    id: "blanket",
    name: "Cabin blanket",
    line: "Wool, 140 × 200 cm",
    maker: "North Mill",
    category: "home",
    price: 12900,
    image: "blanket",
    options: ["Heather", "Slate", "Oat"],
    material: "New wool, woven and washed in one mill",
    text: "Heavy enough for an open window in March. Washed twice, so that it does not scratch.",
  },
  {
    id: "teapot",
    name: "Gale teapot",
    line: "Stoneware, 1.1 l",
    maker: "Kiln Nine",
    category: "kitchen",
    price: 5200,
    image: "teapot",
    options: ["Moss", "Chalk"],
    material: "Stoneware, glazed inside and out",
    text: "Wide foot, long spout, no drip. The lid stays on when you pour the last cup.",
  },
  {
    id: "notebook",
    name: "Logbook",
    line: "160 pages, dotted",
    maker: "Paper Quay",
    category: "away",
    price: 1600,
    image: "notebook",
    options: ["Blue", "Grey"],
    material: "Linen cover, thread-stitched",
    text: "Opens flat, takes ink, and has a pocket at the back for tickets.",
  },
  {
    id: "basket",
    name: "Rope basket",
    line: "32 cm, with handle",
    maker: "Sailmakers' Row",
    category: "home",
    price: 4600,
    image: "basket",
    options: ["Jute"],
    material: "Jute and cotton rope",
    text: "For bread, wool, toys, or the cat. The cat decides.",
  },
  {
    id: "compass",
    name: "Pocket compass",
    line: "Brass, dry card",
    maker: "Bearing & Co",
    category: "away",
    price: 7800,
    image: "compass",
    options: ["Polished", "Aged"],
    material: "Solid brass, sapphire bearing",
    text: "Needs no battery and no sky. Points north, and is right.",
    tag: "Last ones",
  },
  {
    id: "soap",
    name: "Salt soap",
    line: "Two bars, 90 g",
    maker: "Tideline",
    category: "home",
    price: 1250,
    image: "soap",
    options: ["Rose clay", "Seaweed"],
    material: "Olive oil, sea salt, no perfume",
    text: "Lathers in cold and in salt water. Lasts a season if you let it dry.",
  },
  {
    id: "raincoat",
    name: "Squall coat",
    line: "Waterproof, lined",
    maker: "Oilskin Union",
    category: "away",
    price: 15900,
    image: "raincoat",
    options: ["S", "M", "L", "XL"],
    material: "Waxed cotton, taped seams",
    text: "Yellow so that they find you, pockets so that you find your keys.",
  },
];
