package hearth.workers.risk.model;

/** Where ether comes from and where it goes, over all functions and those that take ether. */
final class MoneyFacts {
    private record Counted(long trait, CodeFact fact) {}

    private static final Counted[] TAKING = {
        new Counted(Trait.PAYS_CALLER, CodeFact.PAYABLE_PAYS_CALLER),
        new Counted(Trait.PAYS_STORED, CodeFact.PAYABLE_PAYS_STORED),
        new Counted(Trait.PAYS_LISTED, CodeFact.PAYABLE_PAYS_LISTED),
        new Counted(Trait.PAYS_ARGUMENT, CodeFact.PAYABLE_PAYS_ARGUMENT),
        new Counted(Trait.LOOPS, CodeFact.PAYABLE_LOOPS),
        new Counted(Trait.PAYS_IN_LOOP, CodeFact.PAYABLE_PAYS_IN_LOOP),
        new Counted(Trait.SCALES_SENT, CodeFact.PAYABLE_SCALES),
        new Counted(Trait.STORES_LIST, CodeFact.PAYABLE_LISTS),
        new Counted(Trait.STORES_CALLER, CodeFact.PAYABLE_STORES_CALLER),
        new Counted(Trait.STORES_SENT, CodeFact.PAYABLE_STORES_SENT),
        new Counted(Trait.STORES_TIME, CodeFact.PAYABLE_STORES_TIME),
        new Counted(Trait.COMPARES_TIME, CodeFact.PAYABLE_TIME),
        new Counted(Trait.RANDOM, CodeFact.PAYABLE_RANDOM),
        new Counted(Trait.COMPARES_SENT_CONSTANT, CodeFact.PAYABLE_FIXED_PRICE),
        new Counted(Trait.COMPARES_SENT_BALANCE, CodeFact.PAYABLE_BEATS_BALANCE),
        new Counted(Trait.COMPARES_HASH, CodeFact.PAYABLE_HASH),
        new Counted(Trait.RAISES_MAP, CodeFact.PAYABLE_RAISES),
        new Counted(Trait.CREATES, CodeFact.PAYABLE_CREATES),
    };

    private static final Counted[] ANY = {
        new Counted(Trait.PAYS_CALLER, CodeFact.PAYS_CALLER),
        new Counted(Trait.PAYS_STORED, CodeFact.PAYS_STORED),
        new Counted(Trait.PAYS_LISTED, CodeFact.PAYS_LISTED),
        new Counted(Trait.PAYS_ARGUMENT, CodeFact.PAYS_ARGUMENT),
        new Counted(Trait.PAYS_CONSTANT, CodeFact.PAYS_CONSTANT),
        new Counted(Trait.PAYS_FROM_BALANCE, CodeFact.PAYS_BALANCE),
        new Counted(Trait.PAYS_AMOUNT_SCALAR, CodeFact.PAYS_AMOUNT_SCALAR),
        new Counted(Trait.PAYS_AMOUNT_MAPPED, CodeFact.PAYS_AMOUNT_MAPPED),
        new Counted(Trait.PAYS_AMOUNT_SENT, CodeFact.PAYS_AMOUNT_SENT),
        new Counted(Trait.PAYS_AMOUNT_SCALED, CodeFact.PAYS_AMOUNT_SCALED),
        new Counted(Trait.PAYS_AMOUNT_CONSTANT, CodeFact.PAYS_AMOUNT_CONSTANT),
        new Counted(Trait.PAYS_IN_LOOP, CodeFact.PAYS_IN_LOOP),
        new Counted(Trait.STORES_LIST, CodeFact.LISTS),
        new Counted(Trait.COMPARES_TIME, CodeFact.TIME),
        new Counted(Trait.RANDOM, CodeFact.RANDOM),
        new Counted(Trait.COMPARES_HASH, CodeFact.HASH),
        new Counted(Trait.USES_ORIGIN, CodeFact.USES_ORIGIN),
        new Counted(Trait.DELEGATES, CodeFact.DELEGATES),
        new Counted(Trait.CALLS_OUT, CodeFact.CALLS_OUT),
        new Counted(Trait.CREATES, CodeFact.CREATES),
    };

    private static final Counted[] FALLBACK = {
        new Counted(Trait.WRITES, CodeFact.FALLBACK_WRITES),
        new Counted(Trait.PAYS, CodeFact.FALLBACK_PAYS),
        new Counted(Trait.LOOPS, CodeFact.FALLBACK_LOOPS),
        new Counted(Trait.STORES_LIST, CodeFact.FALLBACK_LISTS),
        new Counted(Trait.DELEGATES, CodeFact.FALLBACK_DELEGATES),
        new Counted(Trait.LOGS, CodeFact.FALLBACK_LOGS),
        new Counted(Trait.OWNER_CHECK, CodeFact.FALLBACK_OWNER_CHECK),
    };

    private final FactSink sink;

    MoneyFacts(FactSink sink) {
        this.sink = sink;
    }

    void collect(FunctionWalk walk) {
        for (int i = 0; i < walk.count(); i++) {
            var function = walk.function(i);
            boolean fallback = i == 0;
            boolean acts = function.has(Trait.WRITES | Trait.PAYS);
            boolean taking =
                    fallback
                            ? function.has(Trait.WRITES)
                            : acts && !function.has(Trait.REFUSES_ETHER);
            if (taking) {
                sink.countIf(true, CodeFact.TAKES_ETHER, function);
                count(TAKING, function);
            }
            count(ANY, function);
            if (fallback) {
                count(FALLBACK, function);
            }
            both(
                    Trait.PAYS_CALLER,
                    Trait.PAYS_FROM_BALANCE,
                    CodeFact.PAYS_CALLER_BALANCE,
                    function);
            both(Trait.COMPARES_HASH, Trait.PAYS, CodeFact.HASH_PAYS, function);
            both(Trait.COMPARES_TIME, Trait.PAYS, CodeFact.TIME_PAYS, function);
        }
        sink.set(CodeFact.FALLBACK_STEPS, walk.function(0).steps);
    }

    private void count(Counted[] table, FunctionFacts function) {
        for (var counted : table) {
            sink.countIf(function.has(counted.trait), counted.fact, function);
        }
    }

    private void both(long one, long other, CodeFact fact, FunctionFacts function) {
        sink.countIf(function.has(one) && function.has(other), fact, function);
    }
}
