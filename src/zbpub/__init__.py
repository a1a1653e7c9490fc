"""zbpub: Chinese newspaper copy in, made-up pages and e-books out."""
