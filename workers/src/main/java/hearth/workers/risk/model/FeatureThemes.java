package hearth.workers.risk.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The theme of every feature: the committed catalogue behind the reasons. */
final class FeatureThemes {
    private static final long REVERT_TEXT = 0x08c379a000000000L;

    private final Theme[] themes;

    FeatureThemes(FeatureTables tables) {
        themes = new Theme[RiskFeatures.count(tables)];
        for (int i = 0; i < RiskFeatures.OPCODES; i++) {
            themes[i] = instruction(i);
        }
        int at = RiskFeatures.OPCODES;
        var named = named();
        for (int i = 0; i < tables.selectors(); i++) {
            themes[at++] = named.getOrDefault(tables.selector(i), Theme.KNOWN_FUNCTIONS);
        }
        for (int i = 0; i < tables.words(); i++) {
            themes[at++] = word(tables.word(i));
        }
        for (var fact : CodeFact.values()) {
            themes[at++] = fact.theme();
        }
    }

    /** The number of each feature's theme. */
    int[] numbers() {
        return Arrays.stream(themes).mapToInt(Theme::number).toArray();
    }

    Theme of(int feature) {
        return themes[feature];
    }

    private static Theme instruction(int op) {
        return switch (op) {
            case Op.SLOAD, Op.SSTORE -> Theme.STORAGE_USE;
            case Op.BALANCE, Op.SELFBALANCE -> Theme.PAYS_WHOLE_BALANCE;
            case Op.TIMESTAMP, Op.NUMBER -> Theme.CLOCK;
            case Op.BLOCKHASH, Op.COINBASE, Op.DIFFICULTY, Op.GASLIMIT -> Theme.CHANCE;
            case Op.ORIGIN -> Theme.ORIGIN;
            case Op.DELEGATECALL, Op.CALLCODE -> Theme.DELEGATION;
            case Op.SELFDESTRUCT -> Theme.SELF_DESTRUCT;
            case Op.CREATE, Op.CREATE2 -> Theme.CREATES_CONTRACTS;
            case Op.CALL, Op.STATICCALL, Op.EXTCODESIZE -> Theme.EXTERNAL_TOKENS;
            case Op.CALLVALUE -> Theme.TAKES_ETHER;
            case Op.SHR, Op.SHL, Op.SAR, Op.PUSH0, Op.RETURNDATASIZE, Op.REVERT, Op.EXP, Op.DIV ->
                    Theme.COMPILER;
            default -> Theme.INSTRUCTION_MIX;
        };
    }

    private static Theme word(long word) {
        if (word == REVERT_TEXT) {
            return Theme.COMPILER;
        }
        // "SafeMath", "Ownable:", "Address:", "ERC20: t", "SafeERC2", "Reentran", "Pausable"
        return switch ((int) (word >>> 32)) {
            case 0x53616665,
                    0x4f776e61,
                    0x41646472,
                    0x45524332,
                    0x45524337,
                    0x5265656e,
                    0x50617573 ->
                    Theme.SAFE_MATHS;
            default -> Theme.KNOWN_MESSAGES;
        };
    }

    private static Map<Integer, Theme> named() {
        var named = new HashMap<Integer, Theme>();
        put(named, Theme.OWNER_MINTS, NamedSelectors.MINTING);
        put(named, Theme.OWNER_MOVES_BALANCES, NamedSelectors.TAKING);
        put(named, Theme.OWNER_PAUSES, NamedSelectors.PAUSING);
        put(named, Theme.OWNER_BLOCKS, NamedSelectors.BLOCKING);
        put(named, Theme.OWNER_SETS_FEES, NamedSelectors.FEES);
        put(named, Theme.OWNER_WITHDRAWS, NamedSelectors.WITHDRAWING);
        put(named, Theme.OWNERSHIP_HANDED_ON, NamedSelectors.OWNERSHIP);
        put(named, Theme.TOKEN_STANDARD, NamedSelectors.STANDARD);
        put(named, Theme.INVESTMENT_NAMES, NamedSelectors.INVESTING);
        put(named, Theme.GAME_NAMES, NamedSelectors.PLAYING);
        put(named, Theme.SELF_DESTRUCT, NamedSelectors.DESTROYING);
        return named;
    }

    private static void put(Map<Integer, Theme> named, Theme theme, String[] signatures) {
        for (String signature : signatures) {
            named.put(Keccak.selector(signature), theme);
        }
    }
}
