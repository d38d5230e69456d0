// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base} from "./Base.sol";
import {Disputes} from "../src/Disputes.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {RewardPool} from "../src/RewardPool.sol";

/// @dev Plays owners, node keys, gatekeepers, guardian and strangers in any order, and keeps its own
/// books beside the contracts'.
contract Play is Base {
    uint256 public constant OWNERS = 3;

    uint256 public nextKey = 1;
    string public broken;
    uint256 public paidToPayouts;
    mapping(address => uint256) public lastClaimed;
    mapping(uint64 => mapping(uint256 => uint256)) public promised;

    constructor() {
        Base.setUp();
        for (uint256 i = 0; i < OWNERS; i++) join(owner(i), key(), 1, payout(i));
    }

    function setUp() public override {}

    /// @dev A revert in here would only be counted; a broken rule is kept and fails the invariants.
    function note(bool condition, string memory what) private {
        if (!condition) broken = what;
    }

    function theRegistry() external view returns (NodeRegistry) {
        return registry;
    }

    function thePool() external view returns (RewardPool) {
        return pool;
    }

    function balance(address who) external view returns (uint256) {
        return token.balanceOf(who);
    }

    function owner(uint256 i) public pure returns (address) {
        return address(uint160(0xA000 + i % OWNERS));
    }

    function payout(uint256 i) public pure returns (address) {
        return address(uint160(0xB000 + i % OWNERS));
    }

    function key() private returns (address) {
        return address(uint160(0xC000 + nextKey++));
    }

    function doJoin(uint256 who, uint32 tickets) external {
        join(owner(who), key(), uint32(1 + tickets % 5), payout(who));
    }

    function doAddTickets(uint256 id, uint32 more) external {
        id = 1 + id % registry.nodeCount();
        address holder = registry.nodeById(id).owner;
        more = uint32(1 + more % 3);
        if (registry.nodeById(id).status != NodeRegistry.Status.Live) return;
        token.mint(holder, more * STAKE);
        vm.prank(holder);
        token.approve(address(registry), more * STAKE);
        vm.prank(holder);
        registry.addTickets(id, more);
    }

    function doReplaceKey(uint256 id, bool byItself) external {
        id = 1 + id % registry.nodeCount();
        NodeRegistry.Node memory n = registry.nodeById(id);
        vm.prank(byItself ? n.key : n.owner);
        registry.replaceKey(id, key());
        note(registry.nodeOfKey(n.key) == 0, "old key still signs");
    }

    function doLeave(uint256 id) external {
        id = 1 + id % registry.nodeCount();
        vm.prank(registry.nodeById(id).owner);
        registry.retire(id);
    }

    /// @dev The first node from a chosen one on, around the whole list, for which something can be
    /// tried at all; the chosen one when there is none. Left to chance, few runs get this far.
    function from(uint256 id, function (uint256) view returns (bool) fits)
        private
        view
        returns (uint256)
    {
        uint256 count = registry.nodeCount();
        for (uint256 i = 0; i < count; i++) {
            uint256 next = 1 + (id % count + i) % count;
            if (fits(next)) return next;
        }
        return 1 + id % count;
    }

    function hasLeft(uint256 id) private view returns (bool) {
        return registry.nodeById(id).status == NodeRegistry.Status.Left;
    }

    function hasBreach(uint256 id) private view returns (bool) {
        return disputes.caseOf(id).breaches > 0;
    }

    function canLoseStake(uint256 id) private view returns (bool) {
        return disputes.caseOf(id).slashEpoch != 0;
    }

    function canComeBack(uint256 id) private view returns (bool) {
        return hasBreach(id) && !canLoseStake(id);
    }

    /// @dev Goes to the start of an epoch that is still to come.
    function waitFor(uint64 epoch) private {
        if (epoch > registry.epoch()) toEpoch(epoch);
    }

    function doWithdraw(uint256 id, bool patient) external {
        id = from(id, hasLeft);
        NodeRegistry.Node memory n = registry.nodeById(id);
        if (patient) waitFor(n.leftEpoch + UNBONDING);
        vm.prank(n.owner);
        registry.withdraw(id);
        note(registry.epoch() >= n.leftEpoch + UNBONDING, "withdrew too early");
        note(!disputes.isOpen(id), "withdrew with an open verdict");
    }

    /// @dev Condemns a node, lets its appeal end in any way, slashes, releases.
    function doCondemn(uint256 id, bool again, uint256 receipt, uint8 claimed) external {
        id = again ? from(id, hasBreach) : 1 + id % registry.nodeCount();
        Disputes.Verdict memory v =
            verdict(id, bytes32(receipt % 64), bytes32("unit"), bytes32(uint256(claimed)));
        condemn(v);
        note(
            registry.nodeById(id).status != NodeRegistry.Status.Live, "condemned, but not quarantined"
        );
    }

    function doSlash(uint256 id, bool patient) external {
        id = from(id, canLoseStake);
        Disputes.Case memory c = disputes.caseOf(id);
        if (patient) waitFor(c.slashEpoch);
        NodeRegistry.Node memory n = registry.nodeById(id);
        uint256 reserve = registry.reserve();
        uint256 taken = disputes.slash(id);
        note(c.slashEpoch != 0 && registry.epoch() >= c.slashEpoch, "slashed before the appeal");
        note(c.breaches > 0, "slashed without a verdict");
        note(taken <= n.stake && registry.reserve() == reserve + taken, "slashed more");
    }

    function doRelease(uint256 id, bool patient) external {
        id = from(id, canComeBack);
        Disputes.Case memory c = disputes.caseOf(id);
        if (patient) waitFor(c.backEpoch);
        disputes.release(id);
        note(registry.epoch() >= c.backEpoch, "back too early");
    }

    function doLift(uint256 id) external {
        id = from(id, hasBreach);
        vm.prank(GUARDIAN);
        disputes.lift(id);
        note(!disputes.isOpen(id), "lifted, but open");
    }

    function doStrangerTries(uint256 id, address who, uint8 what) external {
        id = 1 + id % registry.nodeCount();
        if (who == GUARDIAN || who == address(disputes)) return;
        bytes memory data = what % 3 == 0
            ? abi.encodeCall(NodeRegistry.slash, (id))
            : what % 3 == 1
                ? abi.encodeCall(NodeRegistry.quarantine, (id))
                : abi.encodeCall(NodeRegistry.restore, (id));
        vm.prank(who);
        (bool ok,) = address(registry).call(data);
        note(!ok, "a stranger decided about a node");
        vm.prank(who);
        (ok,) = address(disputes).call(abi.encodeCall(Disputes.lift, (id)));
        note(!ok, "a stranger lifted a verdict");
    }

    function doKeyTries(uint256 id, uint8 what) external {
        id = 1 + id % registry.nodeCount();
        NodeRegistry.Node memory n = registry.nodeById(id);
        uint256 before = token.balanceOf(address(registry)) + token.balanceOf(n.owner);
        bytes memory data = what % 5 == 0
            ? abi.encodeCall(NodeRegistry.withdraw, (id))
            : what % 5 == 1
                ? abi.encodeCall(NodeRegistry.retire, (id))
                : what % 5 == 2
                    ? abi.encodeCall(NodeRegistry.addTickets, (id, 1))
                    : what % 5 == 3
                        ? abi.encodeCall(NodeRegistry.setPayout, (n.key))
                        : abi.encodeCall(NodeRegistry.register, (key(), 1, n.key, bytes32(0)));
        vm.prank(n.key);
        (bool ok,) = address(registry).call(data);
        ok; // Either way.
        note(
            token.balanceOf(address(registry)) + token.balanceOf(n.owner) == before
                && token.balanceOf(n.key) == 0,
            "a node key moved money"
        );
    }

    function doWait(uint16 secondsPassed) external {
        vm.warp(block.timestamp + secondsPassed % 700);
    }

    function doPost(uint256 a, uint256 b) external {
        uint64 e = pool.lastEpoch() + 1;
        uint256 x = pool.posted(e - 1).total == 0 ? 0 : promised[e - 1][0];
        uint256 y = pool.posted(e - 1).total == 0 ? 0 : promised[e - 1][1];
        x += a % BASE;
        y += b % BASE;
        (bytes32 root,) = pair(leaf(owner(0), x), leaf(owner(1), y));
        post(e, root, x + y);
        promised[e][0] = x;
        promised[e][1] = y;
    }

    function doClaim(uint64 e, bool first, address caller) external {
        uint64 last = pool.lastEpoch();
        if (last == 0) return;
        e = 1 + e % last;
        uint256 me = first ? 0 : 1;
        uint256 amount = promised[e][me];
        (, bytes32[] memory proof) =
            pair(leaf(owner(me), amount), leaf(owner(1 - me), promised[e][1 - me]));
        RewardPool.Posted memory p = pool.posted(e);
        uint256 otherBefore = pool.claimed(owner(1 - me));
        address to = registry.payoutOf(owner(me));
        uint256 before = token.balanceOf(to);
        vm.prank(caller);
        uint256 got = pool.claim(e, owner(me), amount, proof);
        note(block.timestamp >= p.activeAt, "claimed early");
        note(token.balanceOf(to) - before == got, "paid elsewhere");
        note(pool.claimed(owner(1 - me)) == otherBefore, "touched another");
        note(pool.claimed(owner(me)) >= lastClaimed[owner(me)], "claimed fell");
        lastClaimed[owner(me)] = pool.claimed(owner(me));
        paidToPayouts += got;
    }

    function doVeto(uint64 back) external {
        uint64 last = pool.lastEpoch();
        if (last == 0) return;
        uint64 e = last - back % 2;
        RewardPool.Posted memory p = pool.posted(e);
        vm.prank(GUARDIAN);
        pool.veto(e);
        note(block.timestamp < p.activeAt, "took an active root back");
        RewardPool.EpochRoot memory r = rootOf(e, p.root, p.total);
        bytes[] memory signed = signatures(r);
        (bool ok,) = address(pool).call(abi.encodeCall(RewardPool.post, (r, signed)));
        note(!ok, "a vetoed root is back");
    }

    /// @dev An owner's change of payout must not move what is claimed before it holds.
    function doSetPayout(uint256 who, bool back) external {
        address me = owner(who);
        address before = registry.payoutOf(me);
        vm.prank(me);
        registry.setPayout(back ? payout(who) : address(uint160(0xD000 + who % OWNERS)));
        note(registry.payoutOf(me) == before, "a payout changed at once");
    }
}

contract InvariantsTest is Base {
    Play private play;

    function setUp() public override {
        play = new Play();
        registry = play.theRegistry();
        pool = play.thePool();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(play);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function excludeSelectors() public view returns (FuzzSelector[] memory excluded) {
        excluded = new FuzzSelector[](1);
        excluded[0] = FuzzSelector(address(play), new bytes4[](1));
        excluded[0].selectors[0] = Base.setUp.selector;
    }

    function invariant_NoStepBrokeARule() public view {
        string memory broken = play.broken();
        check(bytes(broken).length == 0, broken);
    }

    function invariant_RegistryHoldsExactlyTheStakes() public view {
        uint256 stakes;
        uint256 tickets;
        for (uint256 id = 1; id <= registry.nodeCount(); id++) {
            NodeRegistry.Node memory n = registry.nodeById(id);
            stakes += n.stake;
            if (n.status == NodeRegistry.Status.Live) tickets += n.tickets;
            check(
                n.status == NodeRegistry.Status.Withdrawn || n.status == NodeRegistry.Status.Slashed
                    || n.tickets * STAKE <= n.stake,
                "tickets without stake"
            );
            check(registry.nodeOfKey(n.key) == id, "a key of two nodes");
        }
        equal(play.balance(address(registry)), stakes + registry.reserve(), "registry balance");
        equal(registry.totalTickets(), tickets, "T");
    }

    function invariant_PoolKeepsItsPromises() public view {
        uint64 last = pool.lastEpoch();
        check(pool.paid() <= pool.claimableTotal(), "paid above the total");
        check(pool.posted(last).total <= pool.released(), "total above the envelopes");
        check(pool.paid() <= pool.posted(last).total, "paid above the last total");
        check(
            play.balance(address(pool)) + pool.paid() >= pool.released(), "released what is not there"
        );
        equal(pool.paid(), play.paidToPayouts(), "paid");
        equal(pool.paid(), pool.claimed(play.owner(0)) + pool.claimed(play.owner(1)), "claimed");
        for (uint64 e = 1; e <= last; e++) {
            uint256 before = pool.posted(e - 1).total;
            uint256 now_ = pool.posted(e).total;
            check(now_ >= before && now_ - before <= 2 * BASE, "an epoch's step");
        }
    }
}
