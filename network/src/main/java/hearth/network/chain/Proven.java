package hearth.network.chain;

/** A figure and why it can be believed. */
public record Proven<T>(T value, Trust trust) {}
