package hearth.workers.risk.model;

/** Where ether comes from and where it goes, over all functions and those that take ether. */
final class MoneyFacts {
    /** For each trait that is counted, by the number of its bit, the fact that counts it. */
    private static final class Counted {
        private final CodeFact[] facts = new CodeFact[Long.SIZE];
        private long traits;

        Counted with(long trait, CodeFact fact) {
            facts[Long.numberOfTrailingZeros(trait)] = fact;
            traits |= trait;
            return this;
        }
    }

    private static final Counted TAKING =
            new Counted()
                    .with(Trait.PAYS_CALLER, CodeFact.PAYABLE_PAYS_CALLER)
                    .with(Trait.PAYS_STORED, CodeFact.PAYABLE_PAYS_STORED)
                    .with(Trait.PAYS_LISTED, CodeFact.PAYABLE_PAYS_LISTED)
                    .with(Trait.PAYS_ARGUMENT, CodeFact.PAYABLE_PAYS_ARGUMENT)
                    .with(Trait.LOOPS, CodeFact.PAYABLE_LOOPS)
                    .with(Trait.PAYS_IN_LOOP, CodeFact.PAYABLE_PAYS_IN_LOOP)
                    .with(Trait.SCALES_SENT, CodeFact.PAYABLE_SCALES)
                    .with(Trait.STORES_LIST, CodeFact.PAYABLE_LISTS)
                    .with(Trait.STORES_CALLER, CodeFact.PAYABLE_STORES_CALLER)
                    .with(Trait.STORES_SENT, CodeFact.PAYABLE_STORES_SENT)
                    .with(Trait.STORES_TIME, CodeFact.PAYABLE_STORES_TIME)
                    .with(Trait.COMPARES_TIME, CodeFact.PAYABLE_TIME)
                    .with(Trait.RANDOM, CodeFact.PAYABLE_RANDOM)
                    .with(Trait.COMPARES_SENT_CONSTANT, CodeFact.PAYABLE_FIXED_PRICE)
                    .with(Trait.COMPARES_SENT_BALANCE, CodeFact.PAYABLE_BEATS_BALANCE)
                    .with(Trait.COMPARES_HASH, CodeFact.PAYABLE_HASH)
                    .with(Trait.RAISES_MAP, CodeFact.PAYABLE_RAISES)
                    .with(Trait.CREATES, CodeFact.PAYABLE_CREATES);

    private static final Counted ANY =
            new Counted()
                    .with(Trait.PAYS_CALLER, CodeFact.PAYS_CALLER)
                    .with(Trait.PAYS_STORED, CodeFact.PAYS_STORED)
                    .with(Trait.PAYS_LISTED, CodeFact.PAYS_LISTED)
                    .with(Trait.PAYS_ARGUMENT, CodeFact.PAYS_ARGUMENT)
                    .with(Trait.PAYS_CONSTANT, CodeFact.PAYS_CONSTANT)
                    .with(Trait.PAYS_FROM_BALANCE, CodeFact.PAYS_BALANCE)
                    .with(Trait.PAYS_AMOUNT_SCALAR, CodeFact.PAYS_AMOUNT_SCALAR)
                    .with(Trait.PAYS_AMOUNT_MAPPED, CodeFact.PAYS_AMOUNT_MAPPED)
                    .with(Trait.PAYS_AMOUNT_SENT, CodeFact.PAYS_AMOUNT_SENT)
                    .with(Trait.PAYS_AMOUNT_SCALED, CodeFact.PAYS_AMOUNT_SCALED)
                    .with(Trait.PAYS_AMOUNT_CONSTANT, CodeFact.PAYS_AMOUNT_CONSTANT)
                    .with(Trait.PAYS_IN_LOOP, CodeFact.PAYS_IN_LOOP)
                    .with(Trait.STORES_LIST, CodeFact.LISTS)
                    .with(Trait.COMPARES_TIME, CodeFact.TIME)
                    .with(Trait.RANDOM, CodeFact.RANDOM)
                    .with(Trait.COMPARES_HASH, CodeFact.HASH)
                    .with(Trait.USES_ORIGIN, CodeFact.USES_ORIGIN)
                    .with(Trait.DELEGATES, CodeFact.DELEGATES)
                    .with(Trait.CALLS_OUT, CodeFact.CALLS_OUT)
                    .with(Trait.CREATES, CodeFact.CREATES);

    private static final Counted FALLBACK =
            new Counted()
                    .with(Trait.WRITES, CodeFact.FALLBACK_WRITES)
                    .with(Trait.PAYS, CodeFact.FALLBACK_PAYS)
                    .with(Trait.LOOPS, CodeFact.FALLBACK_LOOPS)
                    .with(Trait.STORES_LIST, CodeFact.FALLBACK_LISTS)
                    .with(Trait.DELEGATES, CodeFact.FALLBACK_DELEGATES)
                    .with(Trait.LOGS, CodeFact.FALLBACK_LOGS)
                    .with(Trait.OWNER_CHECK, CodeFact.FALLBACK_OWNER_CHECK);

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

    private void count(Counted counted, FunctionFacts function) {
        long left = function.traits & counted.traits;
        for (; left != 0; left &= left - 1) {
            sink.countIf(true, counted.facts[Long.numberOfTrailingZeros(left)], function);
        }
    }

    private void both(long one, long other, CodeFact fact, FunctionFacts function) {
        sink.countIf(function.has(one) && function.has(other), fact, function);
    }
}
