package hearth.workers.risk.model;

/** What a score means, by thresholds chosen on cross-validation; see docs/model-card.md. */
public enum Verdict {
    /** At this score, contracts known to be benign are rare. */
    FINDING,
    /** Neither a finding nor clear of suspicion. */
    UNSURE,
    /** At this score, contracts known to be malicious are rare. */
    NONE
}
