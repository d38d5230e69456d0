package hearth.monitors.rules;

/**
 * What a rule says now.
 *
 * @param holds whether it pauses the work
 * @param changed whether that is new since the second before
 * @param reason why, with the figure; one sentence
 */
public record RuleVerdict(Rule rule, boolean holds, boolean changed, String reason) {}
