Page({
  data: {
    groups: [
      {
        name: 'mini-ali-ui',
        pages: [
          { path: '/pages/button/button', title: 'Buttons', note: 'Primary, ghost, capsule' },
          { path: '/pages/icon/icon', title: 'Icons', note: 'An icon font' },
          { path: '/pages/list/list', title: 'Lists', note: 'Rows, pictures, swiping' },
          { path: '/pages/form/form', title: 'Forms', note: 'Inputs, choices, amounts' },
          { path: '/pages/feedback/feedback', title: 'Feedback', note: 'Notices, modals, results' },
          { path: '/pages/navigation/navigation', title: 'Navigation', note: 'Tabs, steps, collapse, filter' },
          { path: '/pages/data/data', title: 'Showing data', note: 'Tags, badges, cards, coupons' },
          { path: '/pages/calendar/calendar', title: 'Calendar', note: 'A month to choose from' },
          { path: '/pages/vtabs/vtabs', title: 'Vertical tabs', note: 'Categories on the left' },
        ],
      },
      {
        name: 'Built in',
        pages: [
          { path: '/pages/builtin/builtin', title: 'Built-in components', note: 'text, swiper, slider, picker, form, canvas' },
        ],
      },
    ],
  },
  open({ index }) {
    my.navigateTo({ url: index });
  },
});
