// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base} from "./Base.sol";
import {Disputes} from "../src/Disputes.sol";
import {NodeRegistry} from "../src/NodeRegistry.sol";

contract DisputesTest is Base {
    address constant ALICE = address(0x0A11);
    address constant BOB = address(0x0B0B);

    function setUp() public override {
        super.setUp();
        join(ALICE, address(0x4E1), 2, ALICE);
        join(BOB, address(0x4E2), 1, BOB);
    }

    function status(uint256 id) private view returns (NodeRegistry.Status) {
        return registry.nodeById(id).status;
    }

    function testABreachQuarantinesAtOnceAndTakesNoStake() public {
        toEpoch(3);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        check(status(1) == NodeRegistry.Status.Quarantined, "quarantine");
        equal(registry.totalTickets(), 1, "T");
        check(!disputes.isOpen(1), "a first breach opens no appeal");
        vm.expectRevert(abi.encodeWithSelector(Disputes.NothingOpen.selector, 1));
        disputes.slash(1);
        toEpoch(9);
        vm.expectRevert(abi.encodeWithSelector(Disputes.StillInQuarantine.selector, 10));
        disputes.release(1);
        toEpoch(10);
        disputes.release(1);
        check(status(1) == NodeRegistry.Status.Live, "back");
        equal(registry.totalTickets(), 3, "T");
        equal(registry.nodeById(1).stake, 2 * STAKE, "stake");
    }

    function testASecondBreachCostsTheStakeAfterTheAppeal() public {
        toEpoch(3);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        toEpoch(12);
        disputes.release(1);
        condemn(verdict(1, bytes32("r2"), bytes32("u"), bytes32("wrong")));
        vm.expectRevert(abi.encodeWithSelector(Disputes.AppealRuns.selector, 15));
        disputes.slash(1);
        toEpoch(15);
        vm.prank(BOB);
        equal(disputes.slash(1), 2 * STAKE, "slashed");
        check(status(1) == NodeRegistry.Status.Slashed, "slashed");
        equal(registry.reserve(), 2 * STAKE, "reserve");
        equal(token.balanceOf(address(registry)), 3 * STAKE, "nothing leaves the registry");
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.NodeNotLeft.selector, 1));
        registry.withdraw(1);
    }

    function testAFirstBreachIsForgottenAfterThirtyEpochs() public {
        toEpoch(1);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        toEpoch(32);
        condemn(verdict(1, bytes32("r2"), bytes32("u"), bytes32("wrong")));
        equal(disputes.caseOf(1).breaches, 1, "breaches");
        check(!disputes.isOpen(1), "only one within thirty epochs");
    }

    function testAnothersWrongBytesCostTheStakeAtOnce() public {
        toEpoch(2);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("same")));
        condemn(verdict(2, bytes32("r2"), bytes32("u"), bytes32("same")));
        equal(disputes.caseOf(1).slashEpoch, 0, "who was first is no copier");
        equal(disputes.caseOf(2).slashEpoch, 5, "the copier");
    }

    function testTheSameReceiptIsCondemnedOnce() public {
        toEpoch(2);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        (bytes32[] memory traces, bytes[] memory signed) =
            condemnation(verdict(1, bytes32("r1"), bytes32("v"), bytes32("wrong")));
        vm.expectRevert(
            abi.encodeWithSelector(Disputes.AlreadyCondemned.selector, bytes32("r1"))
        );
        disputes.condemn(verdict(1, bytes32("r1"), bytes32("v"), bytes32("wrong")), traces, signed);
    }

    function testAVoidIsNoBreachAndOneGatekeeperNoQuorum() public {
        Disputes.Verdict memory v = verdict(1, bytes32("r"), bytes32("u"), bytes32("wrong"));
        (bytes32[] memory traces, bytes[] memory signed) = condemnation(v);
        v.kind = 0;
        vm.expectRevert(abi.encodeWithSelector(Disputes.NoBreach.selector, 0));
        disputes.condemn(v, traces, signed);
        v.kind = 1;
        bytes[] memory one = new bytes[](1);
        one[0] = signed[0];
        bytes32[] memory oneTrace = new bytes32[](1);
        oneTrace[0] = traces[0];
        vm.expectRevert(abi.encodeWithSelector(Disputes.TooFewSigners.selector, 1, 2));
        disputes.condemn(v, oneTrace, one);
        signed[1] = signed[0];
        traces[1] = traces[0];
        vm.expectRevert(
            abi.encodeWithSelector(
                Disputes.SignersNotAscending.selector, vm.addr(gatekeeperKeys[0])
            )
        );
        disputes.condemn(v, traces, signed);
    }

    function testFuzzAChangedVerdictHasNoSigners(uint256 node, bytes32 claimed) public {
        Disputes.Verdict memory v = verdict(1, bytes32("r"), bytes32("u"), bytes32("wrong"));
        (bytes32[] memory traces, bytes[] memory signed) = condemnation(v);
        vm.assume(node != 1 || claimed != v.claimed);
        v.nodeId = node;
        v.claimed = claimed;
        vm.expectRevert();
        disputes.condemn(v, traces, signed);
    }

    function testTheGuardianLiftsAVerdictAndNobodyElse() public {
        toEpoch(2);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        condemn(verdict(1, bytes32("r2"), bytes32("u"), bytes32("wrong")));
        check(disputes.isOpen(1), "an appeal runs");
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(Disputes.NotTheGuardian.selector, ALICE));
        disputes.lift(1);
        vm.prank(GUARDIAN);
        disputes.lift(1);
        check(status(1) == NodeRegistry.Status.Live, "live again");
        toEpoch(9);
        vm.expectRevert(abi.encodeWithSelector(Disputes.NothingOpen.selector, 1));
        disputes.slash(1);
    }

    function testWhoLeavesIsSlashedToTheEndOfUnbonding() public {
        toEpoch(2);
        vm.prank(ALICE);
        registry.retire(1);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        condemn(verdict(1, bytes32("r2"), bytes32("u"), bytes32("wrong")));
        // Unbonding is over before the appeal is: the stake stays for it.
        toEpoch(4);
        vm.prank(ALICE);
        vm.expectRevert(abi.encodeWithSelector(NodeRegistry.OpenVerdict.selector, 1));
        registry.withdraw(1);
        toEpoch(5);
        equal(disputes.slash(1), 2 * STAKE, "slashed after leaving");
    }

    function testALiftedVerdictBlocksNoWithdrawal() public {
        toEpoch(2);
        condemn(verdict(1, bytes32("r1"), bytes32("u"), bytes32("wrong")));
        vm.prank(ALICE);
        registry.retire(1);
        equal(registry.totalTickets(), 1, "T counts a quarantined node once");
        toEpoch(4);
        vm.prank(ALICE);
        registry.withdraw(1);
        equal(token.balanceOf(ALICE), 2 * STAKE, "a first breach takes no stake");
    }

    function testManyAtOnceLookLikeAFaultOfTheSoftware() public {
        toEpoch(2);
        for (uint256 i = 0; i < 21; i++) {
            uint256 id = join(
                address(uint160(0xD000 + i % 5)), address(uint160(0xE000 + i)), 1, address(uint160(0xD000 + i % 5))
            );
            condemn(verdict(id, keccak256(abi.encode("a", i)), bytes32("u"), bytes32(i)));
            condemn(verdict(id, keccak256(abi.encode("b", i)), bytes32("u"), bytes32(i)));
        }
        equal(disputes.brokenSince(), 2, "the breaker");
        toEpoch(9);
        vm.expectRevert(abi.encodeWithSelector(Disputes.BreakerOpen.selector, 2));
        disputes.slash(3);
        vm.prank(GUARDIAN);
        disputes.clear(true);
        vm.prank(GUARDIAN);
        disputes.lift(3);
        check(status(3) == NodeRegistry.Status.Live, "nobody is slashed for the software");
        equal(disputes.slash(4), STAKE, "who is not lifted is");
    }

    function testTwentyNodesOfOneOwnerBreakNothing() public {
        toEpoch(2);
        for (uint256 i = 0; i < 25; i++) {
            uint256 id = join(ALICE, address(uint160(0xE000 + i)), 1, ALICE);
            condemn(verdict(id, keccak256(abi.encode(i)), bytes32("u"), bytes32(i)));
        }
        equal(disputes.brokenSince(), 0, "one owner's nodes are no fault of the software");
    }
}
