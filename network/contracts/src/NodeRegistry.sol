// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @dev What the registry asks of the contract that decides about wrong work.
interface IDisputes {
    function isOpen(uint256 nodeId) external view returns (bool);
}

/// @title Who takes part: nodes, their keys, tickets and stakes, and the network's clock of epochs.
/// @notice Only owners move money here; a node key can do nothing but replace itself.
contract NodeRegistry {
    using SafeERC20 for IERC20;

    enum Status {
        None,
        Live,
        Left,
        Withdrawn,
        Quarantined,
        Slashed
    }

    /// @dev `stake` is what the node has in this contract now; zero after withdrawal.
    struct Node {
        address owner;
        uint64 joinedEpoch;
        uint32 tickets;
        address key;
        uint64 keySinceEpoch;
        Status status;
        uint128 stake;
        uint64 leftEpoch;
        bytes32 benchmarkDigest;
    }

    /// @dev Where rewards go: to `next` from the time `from` on, before to `current`.
    struct Payout {
        address current;
        address next;
        uint64 from;
    }

    IERC20 public immutable token;
    uint256 public immutable stakePerTicket;
    uint64 public immutable epochSeconds;
    uint64 public immutable unbondingEpochs;
    uint32 public immutable maxTicketsPerNode;
    /// @notice Alone may quarantine, restore and slash a node.
    IDisputes public immutable disputes;

    /// @notice Time at which epoch 1 opened: the first registration. Zero before.
    uint64 public startedAt;
    /// @notice Nodes ever registered; ids are 1..nodeCount.
    uint256 public nodeCount;
    /// @notice Tickets of all live nodes; those in quarantine do not count.
    uint256 public totalTickets;
    /// @notice Slashed stakes: they stay here, outside every envelope.
    uint256 public reserve;

    mapping(uint256 nodeId => Node) private _nodes;
    /// @dev Kept for retired keys too: a key that ever belonged to a node is never used again.
    mapping(address key => uint256 nodeId) private _nodeOfEveryKey;
    mapping(address owner => Payout) private _payouts;

    event NodeRegistered(
        uint256 indexed nodeId,
        address indexed owner,
        address indexed key,
        uint32 tickets,
        uint64 epoch,
        bytes32 benchmarkDigest
    );
    event TicketsAdded(uint256 indexed nodeId, uint32 added, uint32 tickets, uint64 epoch);
    event KeyReplaced(
        uint256 indexed nodeId, address indexed oldKey, address indexed newKey, uint64 epoch
    );
    event PayoutSet(address indexed owner, address indexed payout, uint64 from);
    event NodeLeft(uint256 indexed nodeId, uint64 epoch, uint64 withdrawableEpoch);
    event NodeQuarantined(uint256 indexed nodeId, uint64 epoch);
    event NodeRestored(uint256 indexed nodeId, uint64 epoch);
    event NodeSlashed(uint256 indexed nodeId, address indexed owner, uint256 amount);
    event StakeWithdrawn(uint256 indexed nodeId, address indexed owner, uint256 amount);

    error ZeroAddress();
    error NoTickets();
    error TooManyTickets(uint256 tickets, uint256 limit);
    error KeyTaken(address key);
    error UnknownNode(uint256 nodeId);
    error NotTheOwner(address caller);
    error NotOwnerOrKey(address caller);
    error KeyTooYoung(uint64 replaceableEpoch);
    error PayoutDiffers(address current);
    error NodeNotLive(uint256 nodeId);
    error NodeNotLeft(uint256 nodeId);
    error StillUnbonding(uint64 withdrawableEpoch);
    error NotTheDisputes(address caller);
    error OpenVerdict(uint256 nodeId);
    error BadParameters();

    constructor(
        IERC20 token_,
        uint256 stakePerTicket_,
        uint64 epochSeconds_,
        uint64 unbondingEpochs_,
        uint32 maxTicketsPerNode_,
        IDisputes disputes_
    ) {
        if (
            address(token_) == address(0) || address(disputes_) == address(0) || stakePerTicket_ == 0 || epochSeconds_ == 0
                || maxTicketsPerNode_ == 0
                || stakePerTicket_ > type(uint128).max / maxTicketsPerNode_
        ) revert BadParameters();
        token = token_;
        stakePerTicket = stakePerTicket_;
        epochSeconds = epochSeconds_;
        unbondingEpochs = unbondingEpochs_;
        maxTicketsPerNode = maxTicketsPerNode_;
        disputes = disputes_;
    }

    /// @notice The running epoch, counted from 1; zero until somebody registers.
    function epoch() public view returns (uint64) {
        if (startedAt == 0) return 0;
        return 1 + (uint64(block.timestamp) - startedAt) / epochSeconds;
    }

    /// @notice Registers a node of the caller and takes the stake for its tickets, which the caller
    /// must have allowed before.
    /// @param payout where the caller's rewards go. An owner has one; a later node must name the same.
    function register(address key, uint32 tickets, address payout, bytes32 benchmarkDigest)
        external
        returns (uint256 nodeId)
    {
        if (key == address(0) || payout == address(0)) revert ZeroAddress();
        if (tickets == 0) revert NoTickets();
        if (tickets > maxTicketsPerNode) revert TooManyTickets(tickets, maxTicketsPerNode);
        if (_nodeOfEveryKey[key] != 0) revert KeyTaken(key);
        if (_payouts[msg.sender].next == address(0)) {
            _payouts[msg.sender] = Payout(payout, payout, uint64(block.timestamp));
            emit PayoutSet(msg.sender, payout, uint64(block.timestamp));
        } else if (payoutOf(msg.sender) != payout) {
            revert PayoutDiffers(payoutOf(msg.sender));
        }
        if (startedAt == 0) startedAt = uint64(block.timestamp);

        nodeId = ++nodeCount;
        uint64 now_ = epoch();
        // The constructor made sure that the largest stake of a node fits.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint128 stake = uint128(tickets * stakePerTicket);
        _nodes[nodeId] = Node({
            owner: msg.sender,
            joinedEpoch: now_,
            tickets: tickets,
            key: key,
            keySinceEpoch: now_,
            status: Status.Live,
            stake: stake,
            leftEpoch: 0,
            benchmarkDigest: benchmarkDigest
        });
        _nodeOfEveryKey[key] = nodeId;
        totalTickets += tickets;
        emit NodeRegistered(nodeId, msg.sender, key, tickets, now_, benchmarkDigest);
        token.safeTransferFrom(msg.sender, address(this), stake);
    }

    /// @notice Adds tickets to a live node of the caller and takes their stake.
    function addTickets(uint256 nodeId, uint32 more) external {
        Node storage node = _live(nodeId);
        if (msg.sender != node.owner) revert NotTheOwner(msg.sender);
        if (more == 0) revert NoTickets();
        uint256 tickets = uint256(node.tickets) + more;
        if (tickets > maxTicketsPerNode) revert TooManyTickets(tickets, maxTicketsPerNode);
        // Both fit: tickets are at most the limit, which is 32 bits wide.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint128 stake = uint128(more * stakePerTicket);
        // forge-lint: disable-next-line(unsafe-typecast)
        node.tickets = uint32(tickets);
        node.stake += stake;
        totalTickets += more;
        emit TicketsAdded(nodeId, more, node.tickets, epoch());
        token.safeTransferFrom(msg.sender, address(this), stake);
    }

    /// @notice Gives a live node another key: its owner at any time, the key itself once it has
    /// served a whole epoch.
    function replaceKey(uint256 nodeId, address newKey) external {
        Node storage node = _live(nodeId);
        if (newKey == address(0)) revert ZeroAddress();
        if (_nodeOfEveryKey[newKey] != 0) revert KeyTaken(newKey);
        uint64 now_ = epoch();
        address oldKey = node.key;
        if (msg.sender == oldKey) {
            if (now_ < node.keySinceEpoch + 2) revert KeyTooYoung(node.keySinceEpoch + 2);
        } else if (msg.sender != node.owner) {
            revert NotOwnerOrKey(msg.sender);
        }
        node.key = newKey;
        node.keySinceEpoch = now_;
        _nodeOfEveryKey[newKey] = nodeId;
        emit KeyReplaced(nodeId, oldKey, newKey, now_);
    }

    /// @notice Changes where the caller's rewards go, once an epoch's length has passed: whoever
    /// stole the owner's key cannot redirect what is claimed meanwhile. Naming the present address
    /// takes a coming change back.
    function setPayout(address payout) external {
        if (payout == address(0)) revert ZeroAddress();
        address current = payoutOf(msg.sender);
        uint64 from = uint64(block.timestamp) + (payout == current ? 0 : epochSeconds);
        _payouts[msg.sender] = Payout(current, payout, from);
        emit PayoutSet(msg.sender, payout, from);
    }

    /// @notice Ends a node's work: it leaves, from quarantine too. The stake stays, and can be
    /// slashed, until the unbonding time is over.
    function retire(uint256 nodeId) external {
        Node storage node = _nodes[nodeId];
        if (node.status == Status.None) revert UnknownNode(nodeId);
        if (msg.sender != node.owner) revert NotTheOwner(msg.sender);
        if (node.status == Status.Live) totalTickets -= node.tickets;
        else if (node.status != Status.Quarantined) revert NodeNotLive(nodeId);
        uint64 now_ = epoch();
        node.status = Status.Left;
        node.leftEpoch = now_;
        emit NodeLeft(nodeId, now_, now_ + unbondingEpochs);
    }

    /// @notice Gives the stake of a node that left back to its owner.
    function withdraw(uint256 nodeId) external {
        Node storage node = _nodes[nodeId];
        if (node.status == Status.None) revert UnknownNode(nodeId);
        if (node.status != Status.Left) revert NodeNotLeft(nodeId);
        if (msg.sender != node.owner) revert NotTheOwner(msg.sender);
        uint64 free = node.leftEpoch + unbondingEpochs;
        if (epoch() < free) revert StillUnbonding(free);
        if (disputes.isOpen(nodeId)) revert OpenVerdict(nodeId);
        uint256 stake = node.stake;
        node.status = Status.Withdrawn;
        node.stake = 0;
        emit StakeWithdrawn(nodeId, node.owner, stake);
        token.safeTransfer(node.owner, stake);
    }

    /// @notice Takes a live node out of the draw; one that left only waits for its verdict.
    function quarantine(uint256 nodeId) external onlyDisputes {
        Node storage node = _nodes[nodeId];
        if (node.status != Status.Live) return;
        node.status = Status.Quarantined;
        totalTickets -= node.tickets;
        emit NodeQuarantined(nodeId, epoch());
    }

    /// @notice Lets a node in quarantine take part again.
    function restore(uint256 nodeId) external onlyDisputes {
        Node storage node = _nodes[nodeId];
        if (node.status != Status.Quarantined) return;
        node.status = Status.Live;
        totalTickets += node.tickets;
        emit NodeRestored(nodeId, epoch());
    }

    /// @notice Moves the whole stake of a node to the reserve; until it is withdrawn.
    function slash(uint256 nodeId) external onlyDisputes returns (uint256 amount) {
        Node storage node = _nodes[nodeId];
        if (node.status == Status.Live) totalTickets -= node.tickets;
        else if (node.status != Status.Left && node.status != Status.Quarantined) return 0;
        amount = node.stake;
        node.stake = 0;
        node.status = Status.Slashed;
        reserve += amount;
        emit NodeSlashed(nodeId, node.owner, amount);
    }

    modifier onlyDisputes() {
        if (msg.sender != address(disputes)) revert NotTheDisputes(msg.sender);
        _;
    }

    /// @notice Where an owner's rewards go; the owner itself if it never said.
    function payoutOf(address owner) public view returns (address) {
        Payout storage p = _payouts[owner];
        if (p.next == address(0)) return owner;
        return block.timestamp < p.from ? p.current : p.next;
    }

    /// @notice The change of an owner's payout that is coming; all zero if none.
    function comingPayout(address owner) external view returns (address payout, uint64 from) {
        Payout storage p = _payouts[owner];
        if (block.timestamp < p.from) return (p.next, p.from);
    }

    /// @notice The live or leaving node whose current key this is; zero if none.
    function nodeOfKey(address key) external view returns (uint256) {
        uint256 nodeId = _nodeOfEveryKey[key];
        return nodeId != 0 && _nodes[nodeId].key == key ? nodeId : 0;
    }

    function nodeById(uint256 nodeId) external view returns (Node memory) {
        return _nodes[nodeId];
    }

    function _live(uint256 nodeId) private view returns (Node storage found) {
        found = _nodes[nodeId];
        if (found.status == Status.None) revert UnknownNode(nodeId);
        if (found.status != Status.Live) revert NodeNotLive(nodeId);
    }
}
