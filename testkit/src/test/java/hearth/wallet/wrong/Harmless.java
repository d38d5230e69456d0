package hearth.wallet.wrong;

/** Names that only sound like secrets. */
record Harmless(String passed, String seedling) {}
