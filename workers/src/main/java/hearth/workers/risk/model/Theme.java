package hearth.workers.risk.model;

/**
 * What features have in common in the words of a user. The number is part of the 17-byte result and
 * never changes its meaning; new themes get new numbers.
 */
enum Theme {
    ORDINARY_PARTS_MISSING(
            1,
            "missing-parts",
            "Lacks parts that ordinary contracts have",
            "Functions, messages or checks that most ordinary contracts have are not there."),
    INSTRUCTION_MIX(
            2,
            "instruction-mix",
            "Its mix of instructions is unusual",
            "How often each machine instruction occurs is like contracts of this kind."),
    SIZE(
            3,
            "size",
            "Size and number of functions are telling",
            "Contracts of this kind tend to have this length and this many functions."),
    STORAGE_USE(
            4,
            "storage-use",
            "Keeps records in storage in a telling way",
            "How often it reads and writes its storage is like contracts of this kind."),
    COMPILER(
            5,
            "compiler",
            "Shape left by the compiler",
            "Traces of the compiler's version and settings; weak evidence by itself."),
    OWNER_MINTS(
            10,
            "owner-mints",
            "The owner can create tokens",
            "A function that only the owner may call raises balances without taking from anybody."),
    OWNER_MINTS_UNLIMITED(
            11,
            "owner-mints-unlimited",
            "The owner can create tokens without a limit",
            "Only the owner may call it, it raises balances, and no cap is compared."),
    OWNER_MOVES_BALANCES(
            12,
            "owner-moves-balances",
            "The owner can move or burn what others hold",
            "A function that only the owner may call lowers or sets the balance of any holder."),
    OWNER_PAUSES(
            13,
            "owner-pauses",
            "The owner can stop transfers",
            "Transfers depend on a switch that only the owner may turn."),
    OWNER_BLOCKS(
            14,
            "owner-blocks",
            "The owner can block single holders",
            "Transfers depend on a list that only the owner may change."),
    OWNER_SETS_FEES(
            15,
            "owner-sets-fees",
            "The owner can change fees or limits of transfers",
            "Transfers use numbers that only the owner may change."),
    OWNER_WITHDRAWS(
            16,
            "owner-withdraws",
            "The owner can take the ether out",
            "A function that only the owner may call pays out the contract's balance."),
    OWNER_POWERS(
            17,
            "owner-powers",
            "Much is in the owner's hand",
            "Many functions or settings are for the owner alone."),
    OWNERSHIP_HANDED_ON(
            18,
            "ownership",
            "Ownership can be handed on or given up",
            "There are functions to transfer or to renounce the ownership."),
    SELF_DESTRUCT(
            19,
            "self-destruct",
            "It can be destroyed",
            "A function destroys the contract and sends its ether away."),
    ANYBODY_BECOMES_OWNER(
            20,
            "open-owner-slot",
            "The owner's record is written without a check",
            "A function that anybody may call writes where the owner is kept."),
    TRANSFER_CONDITIONS(
            21,
            "transfer-conditions",
            "Transfers depend on more than balances",
            "Moving tokens reads switches, lists or other contracts first."),
    TOKEN_STANDARD(
            22,
            "token-standard",
            "Has the functions of a token",
            "It answers to the functions of the common token standards."),
    TOKEN_SALE(
            23,
            "token-sale",
            "Sells tokens for ether",
            "It takes ether and raises a balance in return."),
    EXTERNAL_TOKENS(
            24,
            "external-contracts",
            "Calls other contracts",
            "What it does depends on the answers of other contracts."),
    PAYS_EARLIER_SENDERS(
            30,
            "pays-earlier-senders",
            "Pays out to a stored list of earlier senders",
            "It remembers who sent ether and pays them from its records."),
    PAYS_IN_LOOP(
            31,
            "pays-in-loop",
            "Pays several accounts in a loop",
            "One call sends ether to many, which is how queues of investors are served."),
    REMEMBERS_SENDERS(
            32,
            "remembers-senders",
            "Writes down who sent ether and how much",
            "Paying in stores the sender, the amount or the time."),
    PROMISES_SHARE(
            33,
            "promised-share",
            "Pays a share or a multiple of a deposit",
            "The amount paid is calculated from what was sent or from records."),
    PAYS_CALLER(
            34,
            "pays-caller",
            "Sends ether to whoever calls",
            "The caller is paid from the contract."),
    PAYS_WHOLE_BALANCE(
            35,
            "pays-balance",
            "Pays out depending on its whole balance",
            "An amount or a condition is taken from all the ether that it holds."),
    PAYS_STORED_ACCOUNT(
            36,
            "pays-stored-account",
            "Sends ether to a stored account",
            "Ether goes to an account kept in storage, often the owner."),
    PAYS_NAMED_ACCOUNT(
            37,
            "pays-named-account",
            "Sends ether to an account given or built in",
            "Ether goes to an account that the caller names or that is part of the code."),
    TAKES_ETHER(
            38,
            "takes-ether",
            "Takes ether",
            "Functions, or a plain transfer, accept ether and change records."),
    BAIT_CONDITION(
            39,
            "bait",
            "Asks for a deposit before it pays",
            "What is sent is compared with a fixed amount or with its balance."),
    SECRET(
            40,
            "secret",
            "Asks for an answer to a hash",
            "A hash is compared, as in riddles whose answer only the owner knows."),
    CHANCE(
            41,
            "chance",
            "Depends on chance from blocks",
            "It uses block data as a source of luck."),
    CLOCK(42, "clock", "Depends on the time", "Conditions compare the time or the block's number."),
    DELEGATION(
            43,
            "delegation",
            "Runs code of another contract",
            "It delegates to code elsewhere, which may change."),
    ORIGIN(
            44,
            "origin",
            "Looks at who signed the transaction",
            "It reads the origin, which can tell people from contracts."),
    CREATES_CONTRACTS(
            45, "creates-contracts", "Creates other contracts", "It deploys contracts of its own."),
    OPEN_WRITES(
            46,
            "open-writes",
            "Anybody may change its records",
            "Functions without an owner check write to storage."),
    LIST_CHECK(
            47,
            "list-check",
            "Checks the caller against a list",
            "A record kept for the caller decides what the caller may do."),
    KNOWN_FUNCTIONS(
            60,
            "known-functions",
            "Has functions seen in contracts of this kind",
            "It answers to function names that are common among known cases."),
    KNOWN_MESSAGES(
            61,
            "known-messages",
            "Has events, constants or messages seen in such contracts",
            "Fixed words in the code are common among known cases."),
    INVESTMENT_NAMES(
            62,
            "investment-names",
            "Names of its functions speak of deposits or profit",
            "It has functions named like deposit, invest, withdraw or dividend."),
    GAME_NAMES(
            63,
            "game-names",
            "Names of its functions speak of a game or a gift",
            "It has functions named like play, guess, gift or prize."),
    SAFE_MATHS(
            64,
            "usual-libraries",
            "Uses widely used building blocks",
            "Messages of common, reviewed libraries are in the code.");

    private final int number;
    private final String key;
    private final String title;
    private final String sentence;

    Theme(int number, String key, String title, String sentence) {
        this.number = number;
        this.key = key;
        this.title = title;
        this.sentence = sentence;
    }

    int number() {
        return number;
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }

    String sentence() {
        return sentence;
    }
}
