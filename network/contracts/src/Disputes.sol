// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {NodeRegistry} from "./NodeRegistry.sol";

/// @dev Whose signatures count: the reward pool's gatekeepers.
interface IGatekeepers {
    function isGatekeeper(address signer) external view returns (bool);
    function threshold() external view returns (uint256);
    function guardian() external view returns (address);
}

/// @title What wrong work costs: quarantine at once, the stake after a second breach and an appeal.
/// @notice M gatekeepers who computed a unit again themselves sign each verdict; the guardian can
/// lift it. Being late, crashing or not answering is no breach and never comes here.
contract Disputes {
    /// @dev The same words that gatekeepers sign off chain, in the registry's domain.
    struct Verdict {
        uint256 nodeId;
        bytes32 receipt;
        bytes32 unit;
        bytes32 claimed;
        bytes32 correct;
        uint8 kind;
    }

    struct Case {
        /// Receipts with a wrong unit that still count.
        uint32 breaches;
        /// Epoch of the newest one.
        uint64 lastEpoch;
        /// From this epoch on a node in quarantine may be restored.
        uint64 backEpoch;
        /// From this epoch on the stake may be slashed; zero when it may not.
        uint64 slashEpoch;
    }

    bytes32 public constant VERDICT_TYPEHASH = keccak256(
        "Verdict(uint256 nodeId,bytes32 receipt,bytes32 unit,bytes32 claimed,bytes32 correct,bytes32 auditTrace,uint8 kind)"
    );
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    /// @notice A second breach within so many epochs costs the stake.
    uint64 public constant MEMORY = 30;
    uint64 public constant QUARANTINE = 7;
    uint64 public constant APPEAL = 3;
    /// @notice More nodes than this, of at least so many owners, condemned in one epoch look like a
    /// fault of the software: nobody is slashed until the guardian has cleared it.
    uint256 public constant BREAKER_NODES = 20;
    uint256 public constant BREAKER_OWNERS = 5;

    NodeRegistry public immutable registry;
    IGatekeepers public immutable gatekeepers;

    /// @notice The epoch in which the breaker opened; zero while it is closed.
    uint64 public brokenSince;

    mapping(uint256 nodeId => Case) private _cases;
    mapping(bytes32 receipt => bool) public condemned;
    mapping(uint64 epoch => uint256) public nodesCondemned;
    mapping(uint64 epoch => uint256) public ownersCondemned;
    mapping(uint64 epoch => mapping(uint256 nodeId => bool)) private _nodeCounted;
    mapping(uint64 epoch => mapping(address owner => bool)) private _ownerCounted;
    mapping(bytes32 unit => mapping(bytes32 claimed => uint256)) private _firstWith;

    event Condemned(
        uint256 indexed nodeId,
        bytes32 indexed receipt,
        bytes32 unit,
        bytes32 claimed,
        bytes32 correct,
        uint8 kind,
        uint64 epoch,
        uint64 slashEpoch
    );
    event Lifted(uint256 indexed nodeId);
    event BreakerOpened(uint64 indexed epoch);
    event BreakerCleared(uint64 indexed epoch, bool fault);

    error NoBreach(uint8 kind);
    error AlreadyCondemned(bytes32 receipt);
    error TooFewSigners(uint256 given, uint256 needed);
    error SignersNotAscending(address signer);
    error NotAGatekeeper(address signer);
    error NotTheGuardian(address caller);
    error NothingOpen(uint256 nodeId);
    error AppealRuns(uint64 slashEpoch);
    error StillInQuarantine(uint64 backEpoch);
    error BreakerOpen(uint64 since);

    constructor(NodeRegistry registry_, IGatekeepers gatekeepers_) {
        registry = registry_;
        gatekeepers = gatekeepers_;
    }

    modifier onlyGuardian() {
        if (msg.sender != gatekeepers.guardian()) revert NotTheGuardian(msg.sender);
        _;
    }

    /// @notice Brings a verdict of M gatekeepers. Anyone may; the signatures count.
    /// @param auditTraces each signer's own proof that it computed the unit, in the signers' order
    /// @param signatures of different gatekeepers, their addresses ascending
    function condemn(Verdict calldata v, bytes32[] calldata auditTraces, bytes[] calldata signatures)
        external
    {
        if (v.kind == 0 || v.unit == bytes32(0)) revert NoBreach(v.kind);
        if (condemned[v.receipt]) revert AlreadyCondemned(v.receipt);
        _checkSigners(v, auditTraces, signatures);
        condemned[v.receipt] = true;

        uint64 now_ = registry.epoch();
        Case storage c = _cases[v.nodeId];
        if (c.breaches != 0 && now_ > c.lastEpoch + MEMORY) c.breaches = 0;
        c.breaches++;
        c.lastEpoch = now_;
        c.backEpoch = now_ + QUARANTINE;
        if ((c.breaches > 1 || _copied(v)) && c.slashEpoch == 0) c.slashEpoch = now_ + APPEAL;
        _count(v.nodeId, now_);
        registry.quarantine(v.nodeId);
        emit Condemned(
            v.nodeId, v.receipt, v.unit, v.claimed, v.correct, v.kind, now_, c.slashEpoch
        );
    }

    /// @notice Lifts what is open against a node: its appeal was right.
    function lift(uint256 nodeId) external onlyGuardian {
        if (_cases[nodeId].breaches == 0) revert NothingOpen(nodeId);
        delete _cases[nodeId];
        registry.restore(nodeId);
        emit Lifted(nodeId);
    }

    /// @notice Takes the stake of a node whose appeal time is over. Anyone may.
    function slash(uint256 nodeId) external returns (uint256 amount) {
        uint64 slashEpoch = _cases[nodeId].slashEpoch;
        if (slashEpoch == 0) revert NothingOpen(nodeId);
        if (registry.epoch() < slashEpoch) revert AppealRuns(slashEpoch);
        if (brokenSince != 0) revert BreakerOpen(brokenSince);
        delete _cases[nodeId];
        amount = registry.slash(nodeId);
    }

    /// @notice Lets a node back after its quarantine, with its breach remembered. Anyone may.
    function release(uint256 nodeId) external {
        Case storage c = _cases[nodeId];
        if (c.breaches == 0) revert NothingOpen(nodeId);
        if (c.slashEpoch != 0) revert AppealRuns(c.slashEpoch);
        if (registry.epoch() < c.backEpoch) revert StillInQuarantine(c.backEpoch);
        registry.restore(nodeId);
    }

    /// @notice Closes the breaker once the release was run again: same bytes mean a fault of the
    /// software, for which nobody pays; then single cases are lifted.
    function clear(bool fault) external onlyGuardian {
        if (brokenSince == 0) revert BreakerOpen(0);
        emit BreakerCleared(brokenSince, fault);
        brokenSince = 0;
    }

    /// @notice Whether a node's stake must stay: an appeal runs, or the breaker is open.
    function isOpen(uint256 nodeId) external view returns (bool) {
        return _cases[nodeId].slashEpoch != 0 || (brokenSince != 0 && _cases[nodeId].breaches != 0);
    }

    /// @notice What is on record against a node.
    function caseOf(uint256 nodeId) external view returns (Case memory) {
        return _cases[nodeId];
    }

    /// @notice What a gatekeeper signs.
    function digest(Verdict calldata v, bytes32 auditTrace) public view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256("Hearth"),
                keccak256("1"),
                block.chainid,
                address(registry)
            )
        );
        return MessageHashUtils.toTypedDataHash(
            domain,
            keccak256(
                abi.encode(
                    VERDICT_TYPEHASH,
                    v.nodeId,
                    v.receipt,
                    v.unit,
                    v.claimed,
                    v.correct,
                    auditTrace,
                    v.kind
                )
            )
        );
    }

    /// @dev Whether another owner's node gave the very same wrong answer under the same seed.
    function _copied(Verdict calldata v) private returns (bool) {
        uint256 first = _firstWith[v.unit][v.claimed];
        if (first == 0) {
            _firstWith[v.unit][v.claimed] = v.nodeId;
            return false;
        }
        return registry.nodeById(first).owner != registry.nodeById(v.nodeId).owner;
    }

    function _count(uint256 nodeId, uint64 now_) private {
        if (_nodeCounted[now_][nodeId]) return;
        _nodeCounted[now_][nodeId] = true;
        uint256 nodes = ++nodesCondemned[now_];
        address owner = registry.nodeById(nodeId).owner;
        if (!_ownerCounted[now_][owner]) {
            _ownerCounted[now_][owner] = true;
            ownersCondemned[now_]++;
        }
        if (
            brokenSince == 0 && nodes > BREAKER_NODES
                && ownersCondemned[now_] >= BREAKER_OWNERS
        ) {
            brokenSince = now_;
            emit BreakerOpened(now_);
        }
    }

    function _checkSigners(
        Verdict calldata v,
        bytes32[] calldata auditTraces,
        bytes[] calldata signatures
    ) private view {
        uint256 needed = gatekeepers.threshold();
        if (signatures.length < needed || auditTraces.length != signatures.length) {
            revert TooFewSigners(signatures.length, needed);
        }
        address previous = address(0);
        for (uint256 i = 0; i < signatures.length; i++) {
            address signer = ECDSA.recoverCalldata(digest(v, auditTraces[i]), signatures[i]);
            if (signer <= previous) revert SignersNotAscending(signer);
            if (!gatekeepers.isGatekeeper(signer)) revert NotAGatekeeper(signer);
            previous = signer;
        }
    }
}
