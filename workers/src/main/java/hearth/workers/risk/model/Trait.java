package hearth.workers.risk.model;

/** What a function was seen to do, as bits of {@link FunctionFacts#traits}. */
final class Trait {
    static final long OWNER_CHECK = 1L;
    static final long FIXED_OWNER_CHECK = 1L << 1;
    static final long ORIGIN_CHECK = 1L << 2;
    static final long REFUSES_ETHER = 1L << 3;
    static final long PAYS = 1L << 4;
    static final long PAYS_FROM_BALANCE = 1L << 5;
    static final long PAYS_CALLER = 1L << 6;
    static final long PAYS_STORED = 1L << 7;
    static final long PAYS_LISTED = 1L << 8;
    static final long PAYS_ARGUMENT = 1L << 9;
    static final long PAYS_CONSTANT = 1L << 10;
    static final long CALLS_OUT = 1L << 11;
    static final long DELEGATES = 1L << 12;
    static final long DESTROYS = 1L << 13;
    static final long LOOPS = 1L << 14;
    static final long PAYS_IN_LOOP = 1L << 15;
    static final long SCALES_SENT = 1L << 16;
    static final long COMPARES_SENT = 1L << 17;
    static final long COMPARES_SENT_CONSTANT = 1L << 18;
    static final long COMPARES_SENT_BALANCE = 1L << 19;
    static final long STORES_CALLER = 1L << 20;
    static final long STORES_SENT = 1L << 21;
    static final long STORES_TIME = 1L << 22;
    static final long COMPARES_TIME = 1L << 23;
    static final long COMPARES_HASH = 1L << 24;
    static final long RANDOM = 1L << 25;
    static final long WRITES = 1L << 26;
    static final long LOGS_TRANSFER = 1L << 27;
    static final long LOGS = 1L << 28;
    static final long RAISES_MAP = 1L << 29;
    static final long LOWERS_MAP = 1L << 30;
    static final long SETS_MAP = 1L << 31;
    static final long SETS_MAP_BOOL = 1L << 32;
    static final long STORES_LIST = 1L << 33;
    static final long RETURNS = 1L << 34;
    static final long CREATES = 1L << 35;
    static final long USES_ORIGIN = 1L << 36;
    static final long PAYS_AMOUNT_SCALAR = 1L << 37;
    static final long PAYS_AMOUNT_MAPPED = 1L << 38;
    static final long PAYS_AMOUNT_SENT = 1L << 39;
    static final long PAYS_AMOUNT_SCALED = 1L << 40;
    static final long PAYS_AMOUNT_CONSTANT = 1L << 41;
    static final long ASKS_CODE_SIZE = 1L << 42;
    static final long COMPARES_CAP = 1L << 43;
    static final long RAISES_SCALAR = 1L << 44;
    static final long LOGS_FROM_NOBODY = 1L << 45;
    static final long CALLER_LIST_CHECK = 1L << 46;

    private Trait() {}
}
