// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base} from "./Base.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";
import {PracticeToken} from "../src/PracticeToken.sol";

contract NodeRegistryTest is Base {
    address constant OWNER = address(0x0A11);
    address constant KEY = address(0x4E1);
    address constant PAYOUT = address(0xFA7);

    function testOnlyTheFaucetMints() public {
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(PracticeToken.NotTheFaucet.selector, OWNER));
        token.mint(OWNER, 1);
    }

    function testEpochsBeginWithTheFirstNode() public {
        equal(registry.epoch(), 0, "before");
        vm.warp(block.timestamp + 1 days);
        join(OWNER, KEY, 1, PAYOUT);
        equal(registry.epoch(), 1, "at once");
        vm.warp(block.timestamp + EPOCH - 1);
        equal(registry.epoch(), 1, "last second");
        vm.warp(block.timestamp + 1);
        equal(registry.epoch(), 2, "second epoch");
    }

    function testFuzzJoinTakesTheStake(uint32 tickets) public {
        tickets = uint32(1 + tickets % MAX_TICKETS);
        uint256 id = join(OWNER, KEY, tickets, PAYOUT);
        equal(id, 1, "id");
        equal(token.balanceOf(address(registry)), tickets * STAKE, "stake");
        equal(registry.totalTickets(), tickets, "T");
        equal(registry.nodeOfKey(KEY), 1, "key");
        NodeRegistry.Node memory n = registry.nodeById(1);
        check(n.owner == OWNER && n.key == KEY && n.status == NodeRegistry.Status.Live, "node");
        check(n.benchmarkDigest == bytes32("benchmark") && n.stake == tickets * STAKE, "node");
        check(registry.payoutOf(OWNER) == PAYOUT, "payout");
    }

    function testJoinRefusesNonsense() public {
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.ZeroAddress.selector));
        registry.register(address(0), 1, PAYOUT, 0);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.ZeroAddress.selector));
        registry.register(KEY, 1, address(0), 0);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NoTickets.selector));
        registry.register(KEY, 0, PAYOUT, 0);
        vm.expectRevert(
            abi.encodeWithSelector(NodeRegistry.TooManyTickets.selector, MAX_TICKETS + 1, MAX_TICKETS)
        );
        registry.register(KEY, MAX_TICKETS + 1, PAYOUT, 0);
        vm.expectRevert();
        registry.register(KEY, 1, PAYOUT, 0); // No allowance.
    }

    function testALaterNodeCannotRedirectThePayout() public {
        join(OWNER, KEY, 1, PAYOUT);
        token.mint(OWNER, STAKE);
        vm.prank(OWNER);
        token.approve(address(registry), STAKE);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.PayoutDiffers.selector, PAYOUT));
        registry.register(address(0x4E2), 1, address(0xBAD), 0);
    }

    function testFuzzANewPayoutWaitsForAnEpochsLength(uint32 waited) public {
        join(OWNER, KEY, 1, PAYOUT);
        address other = address(0x0BB);
        vm.prank(OWNER);
        registry.setPayout(other);
        uint64 from = uint64(block.timestamp) + EPOCH;
        (address coming, uint64 when) = registry.comingPayout(OWNER);
        check(coming == other && when == from, "shown before");
        vm.warp(block.timestamp + waited);
        check(registry.payoutOf(OWNER) == (waited < EPOCH ? PAYOUT : other), "who is paid");
        // The owner, who still has the key, takes a thief's change back.
        vm.prank(OWNER);
        registry.setPayout(PAYOUT);
        vm.warp(block.timestamp + EPOCH);
        check(registry.payoutOf(OWNER) == PAYOUT, "back");
        (coming, when) = registry.comingPayout(OWNER);
        check(coming == address(0) && when == 0, "nothing is coming");
    }

    function testWhoSetAPayoutBeforeJoiningNamesTheOneThatHolds() public {
        vm.prank(OWNER);
        registry.setPayout(PAYOUT);
        check(registry.payoutOf(OWNER) == OWNER, "not yet");
        token.mint(OWNER, STAKE);
        vm.prank(OWNER);
        token.approve(address(registry), STAKE);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.PayoutDiffers.selector, OWNER));
        registry.register(KEY, 1, PAYOUT, 0);
        vm.warp(block.timestamp + EPOCH);
        vm.prank(OWNER);
        registry.register(KEY, 1, PAYOUT, 0);
    }

    function testAKeyNeverServesTwice() public {
        join(OWNER, KEY, 1, PAYOUT);
        vm.prank(OWNER);
        registry.replaceKey(1, address(0x4E2));
        equal(registry.nodeOfKey(KEY), 0, "retired");
        equal(registry.nodeOfKey(address(0x4E2)), 1, "current");
        address other = address(0x0A12);
        token.mint(other, STAKE);
        vm.prank(other);
        token.approve(address(registry), STAKE);
        vm.prank(other);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.KeyTaken.selector, KEY));
        registry.register(KEY, 1, other, 0);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.KeyTaken.selector, KEY));
        registry.replaceKey(1, KEY);
    }

    function testAKeyReplacesItselfOnlyAfterAnEpoch() public {
        join(OWNER, KEY, 1, PAYOUT);
        toEpoch(2);
        vm.prank(KEY);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.KeyTooYoung.selector, 3));
        registry.replaceKey(1, address(0x4E2));
        toEpoch(3);
        vm.prank(KEY);
        registry.replaceKey(1, address(0x4E2));
        vm.prank(KEY);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NotOwnerOrKey.selector, KEY));
        registry.replaceKey(1, address(0x4E3));
    }

    function testFuzzStrangersChangeNothing(address stranger) public {
        vm.assume(stranger != OWNER && stranger != KEY && stranger != address(0));
        join(OWNER, KEY, 1, PAYOUT);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NotOwnerOrKey.selector, stranger));
        registry.replaceKey(1, address(0x4E2));
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NotTheOwner.selector, stranger));
        registry.retire(1);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NotTheOwner.selector, stranger));
        registry.addTickets(1, 1);
        vm.prank(OWNER);
        registry.retire(1);
        toEpoch(10);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NotTheOwner.selector, stranger));
        registry.withdraw(1);
    }

    function testANodeKeyMovesNoMoney() public {
        join(OWNER, KEY, 1, PAYOUT);
        vm.prank(KEY);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NotTheOwner.selector, KEY));
        registry.retire(1);
        vm.prank(KEY);
        registry.setPayout(KEY); // Its own payout as an owner, of no node.
        check(registry.payoutOf(OWNER) == PAYOUT, "owner's payout");
    }

    function testFuzzStakeComesBackAfterUnbonding(uint32 tickets, uint64 waited) public {
        tickets = uint32(1 + tickets % MAX_TICKETS);
        waited = waited % 10;
        join(OWNER, KEY, tickets, PAYOUT);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NodeNotLeft.selector, 1));
        registry.withdraw(1);
        toEpoch(5);
        vm.prank(OWNER);
        registry.retire(1);
        equal(registry.totalTickets(), 0, "T");
        toEpoch(5 + waited);
        vm.prank(OWNER);
        if (waited < UNBONDING) {
            vm.expectRevert(
                abi.encodeWithSelector(NodeRegistry.StillUnbonding.selector, 5 + UNBONDING)
            );
            registry.withdraw(1);
        } else {
            registry.withdraw(1);
            equal(token.balanceOf(OWNER), tickets * STAKE, "back");
            vm.prank(OWNER);
            vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NodeNotLeft.selector, 1));
            registry.withdraw(1);
        }
    }

    function testANodeThatLeftIsFrozen() public {
        join(OWNER, KEY, 1, PAYOUT);
        vm.prank(OWNER);
        registry.retire(1);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NodeNotLive.selector, 1));
        registry.retire(1);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NodeNotLive.selector, 1));
        registry.addTickets(1, 1);
        vm.prank(OWNER);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NodeNotLive.selector, 1));
        registry.replaceKey(1, address(0x4E2));
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.UnknownNode.selector, 2));
        registry.withdraw(2);
    }
}
