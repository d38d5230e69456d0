package hearth.workers.risk.model;

/**
 * What the owner may do to those who hold a token, and what a transfer depends on. Balances are the
 * mapping that {@code balanceOf} reads; a limit is a slot that an owner's function writes and a
 * transfer's branch reads.
 */
final class TokenFacts {
    static final int TRANSFER = 0xa9059cbb;
    static final int TRANSFER_FROM = 0x23b872dd;
    static final int BALANCE_OF = 0x70a08231;
    static final int TOTAL_SUPPLY = 0x18160ddd;
    private static final int APPROVE = 0x095ea7b3;
    private static final int OWNER = 0x8da5cb5b;
    private static final int RENOUNCE = 0x715018a6;
    private static final int HANDOVER = 0xf2fde38b;

    private final FactSink sink;
    private final FunctionWalk walk;
    private long balances;
    private long supply;
    private long switches;
    private long lists;
    private long scalars;
    private long maps;
    private long transferTraits;

    TokenFacts(FactSink sink, FunctionWalk walk) {
        this.sink = sink;
        this.walk = walk;
    }

    void collect() {
        switches = 0;
        lists = 0;
        scalars = 0;
        maps = 0;
        transferTraits = 0;
        standardFunctions();
        for (int i = 1; i < walk.count(); i++) {
            function(walk.function(i));
        }
        sink.set(CodeFact.OWNER_SLOTS, Long.bitCount(walk.ownerSlots()));
        int named = Math.max(1, walk.count() - 1);
        sink.set(
                CodeFact.OWNER_ONLY_SHARE, (int) (sink.get(CodeFact.OWNER_ONLY) * 65_536L / named));
        combine();
    }

    private void standardFunctions() {
        int transfer = find(TRANSFER);
        int transferFrom = find(TRANSFER_FROM);
        int balanceOf = find(BALANCE_OF);
        int totalSupply = find(TOTAL_SUPPLY);
        int known = 0;
        for (int index :
                new int[] {transfer, transferFrom, balanceOf, totalSupply, find(APPROVE)}) {
            known += index > 0 ? 1 : 0;
        }
        sink.set(CodeFact.TOKEN_FUNCTIONS, known);
        sink.set(CodeFact.OWNER_FUNCTION, find(OWNER) > 0 ? 1 : 0);
        sink.set(CodeFact.RENOUNCE_FUNCTION, find(RENOUNCE) > 0 ? 1 : 0);
        sink.set(CodeFact.HANDOVER_FUNCTION, find(HANDOVER) > 0 ? 1 : 0);
        balances = balanceOf > 0 ? walk.function(balanceOf).readMaps : 0;
        supply = totalSupply > 0 ? walk.function(totalSupply).readScalars : 0;
        addTransfer(transfer);
        addTransfer(transferFrom);
        if (balances == 0 && transfer > 0) {
            balances = walk.function(transfer).raisedMaps & walk.function(transfer).loweredMaps;
        }
        transfers(transfer);
        if (balanceOf > 0) {
            var read = walk.function(balanceOf);
            sink.set(
                    CodeFact.BALANCE_READS,
                    Long.bitCount(read.readMaps) * 16 + Long.bitCount(read.readScalars));
            sink.set(CodeFact.BALANCE_STEPS, read.steps);
        } else {
            sink.set(CodeFact.BALANCE_READS, -1);
        }
    }

    private int find(int selector) {
        int found = -1;
        for (int i = 1; i < walk.count(); i++) {
            if (walk.function(i).selector == selector) {
                found = i;
            }
        }
        return found;
    }

    private void addTransfer(int index) {
        if (index > 0) {
            var function = walk.function(index);
            switches |= function.conditionScalars;
            lists |= function.conditionMaps;
            scalars |= function.readScalars;
            maps |= function.readMaps;
            transferTraits |= function.traits;
        }
    }

    private void transfers(int transfer) {
        sink.set(CodeFact.TRANSFER_SWITCHES, Long.bitCount(switches));
        sink.set(CodeFact.TRANSFER_LISTS, Long.bitCount(lists & ~balances));
        sink.set(CodeFact.TRANSFER_READS_SCALARS, Long.bitCount(scalars));
        sink.set(CodeFact.TRANSFER_READS_MAPS, Long.bitCount(maps));
        sink.set(CodeFact.TRANSFER_OWNER_CHECK, transferHas(Trait.OWNER_CHECK));
        sink.set(CodeFact.TRANSFER_TIME, transferHas(Trait.COMPARES_TIME));
        sink.set(CodeFact.TRANSFER_CALLS_OUT, transferHas(Trait.CALLS_OUT));
        sink.set(CodeFact.TRANSFER_PAYS, transferHas(Trait.PAYS));
        sink.set(CodeFact.TRANSFER_LIST_CHECK, transferHas(Trait.CALLER_LIST_CHECK));
        sink.set(CodeFact.TRANSFER_LOOPS, transferHas(Trait.LOOPS));
        sink.set(CodeFact.TRANSFER_SETS, transferHas(Trait.SETS_MAP));
        sink.set(
                CodeFact.TRANSFER_MOVES,
                transferHas(Trait.RAISES_MAP) + 2 * transferHas(Trait.LOWERS_MAP));
        sink.set(CodeFact.TRANSFER_CODE_SIZE, transferHas(Trait.ASKS_CODE_SIZE));
        sink.set(CodeFact.TRANSFER_ORIGIN, transferHas(Trait.USES_ORIGIN));
        if (transfer > 0) {
            var function = walk.function(transfer);
            sink.set(CodeFact.TRANSFER_STEPS, function.steps);
            sink.set(
                    CodeFact.TRANSFER_WRITES,
                    Long.bitCount(function.writtenScalars) + Long.bitCount(function.writtenMaps));
        }
    }

    private int transferHas(long trait) {
        return (transferTraits & trait) != 0 ? 1 : 0;
    }

    private void function(FunctionFacts function) {
        boolean owner = function.ownerOnly();
        sink.countIf(owner, CodeFact.OWNER_ONLY, function);
        sink.countIf(function.has(Trait.FIXED_OWNER_CHECK), CodeFact.FIXED_OWNER, function);
        sink.countIf(!owner && function.has(Trait.WRITES), CodeFact.OPEN_WRITERS, function);
        long acts = Trait.WRITES | Trait.PAYS | Trait.CALLS_OUT | Trait.LOGS;
        sink.countIf(!function.has(acts), CodeFact.VIEWS, function);
        sink.countIf(function.has(Trait.CALLER_LIST_CHECK), CodeFact.LIST_CHECKS, function);
        sink.countIf(function.has(Trait.DESTROYS), CodeFact.DESTROYS, function);
        boolean standard =
                switch (function.selector) {
                    case TRANSFER, TRANSFER_FROM, APPROVE -> true;
                    default -> false;
                };
        if (!standard) {
            balanceChanges(function, owner);
        }
        if (owner) {
            limits(function);
            powers(function);
        } else {
            sink.countIf(writesOwner(function), CodeFact.OPEN_SETS_OWNER, function);
        }
    }

    private boolean writesOwner(FunctionFacts function) {
        long known = ~FunctionFacts.UNKNOWN_SLOT;
        return (function.writtenScalars & walk.ownerSlots() & known) != 0;
    }

    private void balanceChanges(FunctionFacts function, boolean owner) {
        boolean raises = (function.raisedMaps & balances) != 0;
        boolean lowers = (function.loweredMaps & balances) != 0;
        boolean privileged = owner || (function.has(Trait.CALLER_LIST_CHECK) && !lowers);
        boolean mints = raises && !lowers;
        sink.countIf(privileged && mints, CodeFact.OWNER_MINTS, function);
        sink.countIf(
                privileged && mints && function.arguments >= 1, CodeFact.OWNER_MINTS_TO, function);
        sink.countIf(
                privileged && mints && !function.has(Trait.COMPARES_CAP),
                CodeFact.OWNER_MINTS_UNCAPPED,
                function);
        boolean open = !privileged && mints;
        boolean refuses = function.has(Trait.REFUSES_ETHER);
        sink.countIf(open && refuses, CodeFact.OPEN_MINTS, function);
        sink.countIf(open && !refuses, CodeFact.PAID_MINTS, function);
        sink.countIf(owner && raises && lowers, CodeFact.OWNER_SHIFTS, function);
        sink.countIf(
                owner && raises && lowers && function.arguments >= 3,
                CodeFact.OWNER_MOVES,
                function);
        boolean burns = lowers && !raises && (function.loweredForArgument & balances) != 0;
        sink.countIf(owner && burns, CodeFact.OWNER_BURNS, function);
        sink.countIf(
                owner && (function.setMaps & balances) != 0, CodeFact.OWNER_SETS_BALANCE, function);
        long writtenSupply = function.writtenScalars & supply & ~FunctionFacts.UNKNOWN_SLOT;
        sink.countIf(
                writtenSupply != 0 && function.has(Trait.RAISES_SCALAR),
                CodeFact.SUPPLY_RAISED,
                function);
        sink.countIf(
                owner && function.has(Trait.LOGS_FROM_NOBODY), CodeFact.OWNER_LOGS_MINT, function);
    }

    private void limits(FunctionFacts function) {
        long known = ~FunctionFacts.UNKNOWN_SLOT;
        sink.countIf(
                (function.writtenScalars & switches & known) != 0,
                CodeFact.OWNER_SWITCHES,
                function);
        boolean lists = (function.writtenMaps & this.lists & known & ~balances) != 0;
        sink.countIf(lists, CodeFact.OWNER_LISTS, function);
        sink.countIf(
                lists && (function.setBoolMaps & this.lists & ~balances) != 0,
                CodeFact.OWNER_BOOL_LISTS,
                function);
        sink.countIf(
                (function.writtenScalars & scalars & ~switches & known) != 0,
                CodeFact.OWNER_NUMBERS,
                function);
    }

    private void powers(FunctionFacts function) {
        sink.countIf(function.has(Trait.PAYS), CodeFact.OWNER_PAYS, function);
        sink.countIf(function.has(Trait.PAYS_FROM_BALANCE), CodeFact.OWNER_PAYS_BALANCE, function);
        sink.countIf(function.has(Trait.DESTROYS), CodeFact.OWNER_DESTROYS, function);
        sink.countIf(function.has(Trait.CALLS_OUT), CodeFact.OWNER_CALLS_OUT, function);
        sink.countIf(function.has(Trait.DELEGATES), CodeFact.OWNER_DELEGATES, function);
        sink.countIf(function.has(Trait.SETS_MAP), CodeFact.OWNER_SETS_MAP, function);
        sink.countIf(function.has(Trait.SETS_MAP_BOOL), CodeFact.OWNER_SETS_BOOL_MAP, function);
        sink.countIf(function.writtenScalars != 0, CodeFact.OWNER_SETS_SCALAR, function);
        sink.countIf(
                function.has(Trait.PAYS) && function.has(Trait.PAYS_CALLER | Trait.PAYS_STORED),
                CodeFact.OWNER_PAYS_SELF,
                function);
        sink.countIf(function.arguments >= 2, CodeFact.OWNER_TWO_ARGUMENTS, function);
        sink.countIf(writesOwner(function), CodeFact.OWNER_SETS_OWNER, function);
    }

    private void combine() {
        int creates = sink.get(CodeFact.OWNER_MINTS) + sink.get(CodeFact.OWNER_MOVES);
        int limits = sink.get(CodeFact.OWNER_SWITCHES) + sink.get(CodeFact.OWNER_LISTS);
        sink.set(CodeFact.MINT_OR_LIMIT, Math.min(1, creates) * 2 + Math.min(1, limits));
        sink.set(CodeFact.LIMITS, limits);
        sink.set(CodeFact.MINTS_AND_MOVES, creates + sink.get(CodeFact.OWNER_SETS_BALANCE));
    }
}
