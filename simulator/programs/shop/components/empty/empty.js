Component({
  props: { title: '', text: '' },
});
