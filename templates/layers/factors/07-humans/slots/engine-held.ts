    approved: state.approved,
