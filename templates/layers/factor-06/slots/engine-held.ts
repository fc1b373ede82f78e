    key: state.key,
