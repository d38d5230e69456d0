// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @dev What the pool asks of the registry.
interface IEpochsAndPayouts {
    function epoch() external view returns (uint64);
    function payoutOf(address owner) external view returns (address);
}

/// @title Pays each epoch's rewards by cumulative Merkle claims against roots that M of N
/// gatekeepers signed.
/// @notice Nobody can take money out except towards payout addresses under an active root.
contract RewardPool is EIP712 {
    using SafeERC20 for IERC20;

    struct EpochRoot {
        uint64 epoch;
        bytes32 root;
        uint256 total;
        bytes32 leavesDigest;
        uint32 leafCount;
        bytes32 receiptsRoot;
    }

    struct Posted {
        bytes32 root;
        uint256 total;
        uint64 activeAt;
        uint32 leafCount;
        bytes32 leavesDigest;
        bytes32 receiptsRoot;
    }

    bytes32 public constant EPOCH_ROOT_TYPEHASH = keccak256(
        "EpochRoot(uint64 epoch,bytes32 root,uint256 total,bytes32 leavesDigest,uint32 leafCount,bytes32 receiptsRoot)"
    );

    IERC20 public immutable token;
    IEpochsAndPayouts public immutable registry;
    /// @notice The envelope that each epoch releases.
    uint256 public immutable base;
    /// @notice Seconds in which the guardian can veto a root.
    uint64 public immutable window;
    address public immutable guardian;
    uint256 public immutable threshold;
    uint256 public immutable gatekeeperCount;

    /// @notice The last epoch with a root; a veto takes it back.
    uint64 public lastEpoch;
    /// @notice Sum of all claims paid.
    uint256 public paid;
    /// @notice The largest total of the roots under which somebody claimed; `paid` stays within it.
    uint256 public claimableTotal;
    mapping(address owner => uint256) public claimed;
    mapping(address signer => bool) public isGatekeeper;
    mapping(uint64 epoch => Posted) private _posted;
    /// @notice Roots that the guardian took back, by what gatekeepers signed: their signatures stay
    /// good, so anyone could bring them again.
    mapping(bytes32 digest => bool) public vetoed;

    event GatekeeperSet(address indexed gatekeeper);
    event RootPosted(
        uint64 indexed epoch,
        bytes32 indexed root,
        uint256 total,
        bytes32 leavesDigest,
        uint32 leafCount,
        bytes32 receiptsRoot,
        uint64 activeAt
    );
    event RootVetoed(uint64 indexed epoch, bytes32 indexed root, uint64 lastEpoch);
    event VetoLifted(bytes32 indexed digest);
    event Claimed(
        address indexed owner, address indexed payout, uint64 indexed epoch, uint256 amount, uint256 cumulative
    );

    error BadParameters();
    error WrongEpoch(uint64 expected, uint64 given);
    error EpochStillOpen(uint64 epoch);
    error TooFewSigners(uint256 given, uint256 needed);
    error SignersNotAscending(address signer);
    error NotAGatekeeper(address signer);
    error TotalFell(uint256 previous, uint256 given);
    error EnvelopeExceeded(uint256 given, uint256 limit);
    error PoolUnderfunded(uint256 have, uint256 needed);
    error NotTheGuardian(address caller);
    error Vetoed(bytes32 root);
    error NothingVetoed(bytes32 digest);
    error WindowOver(uint64 activeAt);
    error NoRoot(uint64 epoch);
    error RootNotActive(uint64 activeAt);
    error BadProof();
    error NothingToClaim(address owner, uint256 alreadyClaimed);

    constructor(
        IERC20 token_,
        IEpochsAndPayouts registry_,
        uint256 base_,
        uint64 window_,
        address guardian_,
        uint256 threshold_,
        address[] memory gatekeepers
    ) EIP712("Hearth Rewards", "1") {
        if (
            address(token_) == address(0) || address(registry_) == address(0) || base_ == 0
                || base_ > type(uint128).max || threshold_ == 0 || threshold_ > gatekeepers.length
        ) revert BadParameters();
        token = token_;
        registry = registry_;
        base = base_;
        window = window_;
        guardian = guardian_;
        threshold = threshold_;
        gatekeeperCount = gatekeepers.length;
        for (uint256 i = 0; i < gatekeepers.length; i++) {
            address gatekeeper = gatekeepers[i];
            // The guardian must not be able to post what it should veto.
            if (gatekeeper == address(0) || isGatekeeper[gatekeeper] || gatekeeper == guardian_) {
                revert BadParameters();
            }
            isGatekeeper[gatekeeper] = true;
            emit GatekeeperSet(gatekeeper);
        }
    }

    /// @notice Records the root of the next epoch. Anyone may bring it; the signatures count.
    /// @param signatures of different gatekeepers over `digest(r)`, their addresses ascending.
    function post(EpochRoot calldata r, bytes[] calldata signatures) external {
        if (r.epoch != lastEpoch + 1) revert WrongEpoch(lastEpoch + 1, r.epoch);
        if (r.epoch >= registry.epoch()) revert EpochStillOpen(r.epoch);
        bytes32 signed = digest(r);
        if (vetoed[signed]) revert Vetoed(r.root);
        _checkSigners(signed, signatures);

        uint256 previous = _posted[lastEpoch].total;
        if (r.total < previous) revert TotalFell(previous, r.total);
        uint256 released_ = base * r.epoch;
        uint256 limit = previous + 2 * base;
        if (limit > released_) limit = released_;
        if (r.total > limit) revert EnvelopeExceeded(r.total, limit);
        uint256 funds = token.balanceOf(address(this)) + paid;
        if (funds < released_) revert PoolUnderfunded(funds, released_);

        uint64 activeAt = uint64(block.timestamp) + window;
        _posted[r.epoch] =
            Posted(r.root, r.total, activeAt, r.leafCount, r.leavesDigest, r.receiptsRoot);
        lastEpoch = r.epoch;
        emit RootPosted(
            r.epoch, r.root, r.total, r.leavesDigest, r.leafCount, r.receiptsRoot, activeAt
        );
    }

    /// @notice Takes a root back that is not active yet, and those posted after it; their epochs
    /// are open again, for other roots.
    function veto(uint64 epoch) external {
        if (msg.sender != guardian) revert NotTheGuardian(msg.sender);
        if (epoch == 0 || epoch > lastEpoch) revert NoRoot(epoch);
        Posted storage p = _posted[epoch];
        if (block.timestamp >= p.activeAt) revert WindowOver(p.activeAt);
        // Those after it were made from its amounts: they must not come back upon another one.
        for (uint64 e = epoch; e <= lastEpoch; e++) {
            Posted storage q = _posted[e];
            vetoed[digest(
                    EpochRoot(e, q.root, q.total, q.leavesDigest, q.leafCount, q.receiptsRoot)
                )] = true;
        }
        lastEpoch = epoch - 1;
        emit RootVetoed(epoch, p.root, lastEpoch);
    }

    /// @notice Lets a root be posted again after all: it was right.
    function liftVeto(bytes32 digest_) external {
        if (msg.sender != guardian) revert NotTheGuardian(msg.sender);
        if (!vetoed[digest_]) revert NothingVetoed(digest_);
        vetoed[digest_] = false;
        emit VetoLifted(digest_);
    }

    /// @notice Pays what an owner is owed under an active root, to that owner's payout address,
    /// whoever calls.
    function claim(uint64 epoch, address owner, uint256 cumulative, bytes32[] calldata proof)
        external
        returns (uint256 amount)
    {
        if (epoch == 0 || epoch > lastEpoch) revert NoRoot(epoch);
        Posted storage p = _posted[epoch];
        if (block.timestamp < p.activeAt) revert RootNotActive(p.activeAt);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(owner, cumulative))));
        if (!MerkleProof.verifyCalldata(proof, p.root, leaf)) revert BadProof();
        uint256 already = claimed[owner];
        if (cumulative <= already) revert NothingToClaim(owner, already);
        amount = cumulative - already;
        // Whatever the signers put under a root, more than its total never leaves. An older root's
        // proof stays good after claims under a newer one, hence the largest total so far.
        if (p.total > claimableTotal) claimableTotal = p.total;
        if (paid + amount > claimableTotal) revert EnvelopeExceeded(paid + amount, claimableTotal);
        claimed[owner] = cumulative;
        paid += amount;
        address payout = registry.payoutOf(owner);
        emit Claimed(owner, payout, epoch, amount, cumulative);
        token.safeTransfer(payout, amount);
    }

    /// @notice Sum of the envelopes of all epochs with a root.
    function released() external view returns (uint256) {
        return base * lastEpoch;
    }

    /// @notice The root of an epoch; all zero if there is none.
    function posted(uint64 epoch) external view returns (Posted memory p) {
        if (epoch != 0 && epoch <= lastEpoch) p = _posted[epoch];
    }

    /// @notice What gatekeepers sign.
    function digest(EpochRoot memory r) public view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    EPOCH_ROOT_TYPEHASH,
                    r.epoch,
                    r.root,
                    r.total,
                    r.leavesDigest,
                    r.leafCount,
                    r.receiptsRoot
                )
            )
        );
    }

    function _checkSigners(bytes32 digest_, bytes[] calldata signatures) private view {
        if (signatures.length < threshold) revert TooFewSigners(signatures.length, threshold);
        address previous = address(0);
        for (uint256 i = 0; i < signatures.length; i++) {
            address signer = ECDSA.recoverCalldata(digest_, signatures[i]);
            if (signer <= previous) revert SignersNotAscending(signer);
            if (!isGatekeeper[signer]) revert NotAGatekeeper(signer);
            previous = signer;
        }
    }
}
