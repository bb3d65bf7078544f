Component({ props: { row: null } });
