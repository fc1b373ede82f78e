    case "list_customers":
    case "list_products":
    case "list_prices":
      return run(step);
