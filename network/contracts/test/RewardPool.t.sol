// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base} from "./Base.sol";
import {IEpochsAndPayouts, RewardPool} from "../src/RewardPool.sol";

contract RewardPoolTest is Base {
    address constant A = address(0x0A);
    address constant B = address(0x0B);
    address constant PAYOUT_A = address(0xFA);

    function setUp() public override {
        super.setUp();
        join(A, address(0x4E1), 1, PAYOUT_A);
        join(B, address(0x4E2), 1, B);
    }

    function testFuzzClaimPaysTheDifferenceToThePayout(uint96 first, uint96 more, address caller)
        public
    {
        uint256 a1 = 1 + first % (BASE / 2);
        uint256 a2 = a1 + 1 + more % (BASE / 2);
        vm.assume(caller != PAYOUT_A && caller != address(pool));
        uint256 before = token.balanceOf(caller);
        toEpoch(2);
        (bytes32 root, bytes32[] memory proof) = pair(leaf(A, a1), leaf(B, 1));
        post(1, root, a1 + 1);
        vm.warp(block.timestamp + WINDOW);
        vm.prank(caller);
        equal(pool.claim(1, A, a1, proof), a1, "amount");
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NothingToClaim.selector, A, a1));
        pool.claim(1, A, a1, proof);

        toEpoch(3);
        (bytes32 root2, bytes32[] memory proof2) = pair(leaf(A, a2), leaf(B, 1));
        post(2, root2, a2 + 1);
        vm.warp(block.timestamp + WINDOW);
        vm.prank(caller);
        equal(pool.claim(2, A, a2, proof2), a2 - a1, "difference");
        equal(token.balanceOf(PAYOUT_A), a2, "payout");
        equal(pool.claimed(A), a2, "claimed");
        equal(pool.claimed(B), 0, "others untouched");
        equal(token.balanceOf(caller), before, "caller gains nothing");
        // An older root's proof stays good for who has not claimed since.
        (, bytes32[] memory old) = pair(leaf(B, 1), leaf(A, a1));
        equal(pool.claim(1, B, 1, old), 1, "old root");
        equal(pool.paid(), a2 + 1, "paid");
    }

    function testFuzzAWrongLeafNeverPays(address owner, uint256 cumulative) public {
        vm.assume(!(owner == A && cumulative == 10) && !(owner == B && cumulative == 20));
        toEpoch(2);
        (bytes32 root, bytes32[] memory proof) = pair(leaf(A, 10), leaf(B, 20));
        post(1, root, 30);
        vm.warp(block.timestamp + WINDOW);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.BadProof.selector));
        pool.claim(1, owner, cumulative, proof);
    }

    function testAnEpochIsPostedOnceInOrderAndAfterItsEnd() public {
        RewardPool.EpochRoot memory r = rootOf(1, bytes32("r"), 0);
        bytes[] memory s = signatures(r);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.EpochStillOpen.selector, 1));
        pool.post(r, s);
        toEpoch(2);
        pool.post(r, s);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongEpoch.selector, 2, 1));
        pool.post(r, s);
        r = rootOf(3, bytes32("r"), 0);
        s = signatures(r);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.WrongEpoch.selector, 2, 3));
        pool.post(r, s);
    }

    function testSignersAreEnoughDifferentAscendingGatekeepers() public {
        toEpoch(2);
        RewardPool.EpochRoot memory r = rootOf(1, bytes32("r"), 0);
        bytes[] memory s = new bytes[](1);
        s[0] = signature(gatekeeperKeys[0], r);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.TooFewSigners.selector, 1, 2));
        pool.post(r, s);
        s = new bytes[](2);
        s[0] = signature(gatekeeperKeys[0], r);
        s[1] = s[0];
        address first = vm.addr(gatekeeperKeys[0]);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.SignersNotAscending.selector, first));
        pool.post(r, s);
        s[0] = signature(gatekeeperKeys[1], r);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.SignersNotAscending.selector, first));
        pool.post(r, s);
        uint256 stranger = 0xBAD;
        s = new bytes[](1);
        s[0] = signature(stranger, r);
        bytes[] memory two = new bytes[](2);
        bool strangerFirst = vm.addr(stranger) < first;
        two[strangerFirst ? 0 : 1] = s[0];
        two[strangerFirst ? 1 : 0] = signature(gatekeeperKeys[0], r);
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.NotAGatekeeper.selector, vm.addr(stranger))
        );
        pool.post(r, two);
        r.total = 1; // Signed for another total: recovers somebody else.
        bytes[] memory good = signatures(rootOf(1, bytes32("r"), 0));
        vm.expectRevert();
        pool.post(r, good);
    }

    function testASignatureOfAnotherChainOrPoolIsWorthNothing() public {
        toEpoch(2);
        RewardPool.EpochRoot memory r = rootOf(1, bytes32("r"), 0);
        bytes[] memory here = signatures(r);
        address[] memory gatekeepers = new address[](3);
        for (uint256 i = 0; i < 3; i++) gatekeepers[i] = vm.addr(gatekeeperKeys[i]);
        RewardPool other = new RewardPool(
            token, IEpochsAndPayouts(address(registry)), BASE, WINDOW, GUARDIAN, 2, gatekeepers
        );
        token.mint(address(other), BASE);
        vm.expectRevert();
        other.post(r, here);
        vm.chainId(1);
        vm.expectRevert();
        pool.post(r, here);
        vm.chainId(31337);
        pool.post(r, here);
    }

    function testFuzzTotalsKeepToTheEnvelopes(uint256 first, uint256 second) public {
        first = first % (3 * BASE);
        second = second % (4 * BASE);
        toEpoch(3);
        RewardPool.EpochRoot memory r = rootOf(1, bytes32("r"), first);
        bytes[] memory s = signatures(r);
        if (first > BASE) {
            vm.expectRevert(
                abi.encodeWithSelector(RewardPool.EnvelopeExceeded.selector, first, BASE)
            );
            pool.post(r, s);
            return;
        }
        pool.post(r, s);
        r = rootOf(2, bytes32("r"), second);
        s = signatures(r);
        if (second < first) {
            vm.expectRevert(
                abi.encodeWithSelector(RewardPool.TotalFell.selector, first, second)
            );
            pool.post(r, s);
        } else if (second > 2 * BASE) {
            vm.expectRevert(
                abi.encodeWithSelector(RewardPool.EnvelopeExceeded.selector, second, 2 * BASE)
            );
            pool.post(r, s);
        } else {
            pool.post(r, s);
            equal(pool.released(), 2 * BASE, "released");
        }
    }

    function testNoEpochReleasesMoreThanTwoEnvelopes() public {
        toEpoch(5);
        for (uint64 e = 1; e <= 3; e++) post(e, bytes32(0), 0);
        RewardPool.EpochRoot memory r = rootOf(4, bytes32("r"), 2 * BASE + 1);
        bytes[] memory s = signatures(r);
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.EnvelopeExceeded.selector, 2 * BASE + 1, 2 * BASE)
        );
        pool.post(r, s);
    }

    function testAnUnfundedPoolPromisesNothing() public {
        address[] memory gatekeepers = new address[](1);
        gatekeepers[0] = vm.addr(gatekeeperKeys[0]);
        pool = new RewardPool(
            token, IEpochsAndPayouts(address(registry)), BASE, WINDOW, GUARDIAN, 1, gatekeepers
        );
        token.mint(address(pool), BASE - 1);
        toEpoch(2);
        RewardPool.EpochRoot memory r = rootOf(1, bytes32("r"), 0);
        bytes[] memory s = new bytes[](1);
        s[0] = signature(gatekeeperKeys[0], r);
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.PoolUnderfunded.selector, BASE - 1, BASE)
        );
        pool.post(r, s);
        token.mint(address(pool), 1);
        pool.post(r, s);
    }

    function testARootPaysOnlyAfterItsWindowAndNeverWhenVetoed() public {
        toEpoch(3);
        (bytes32 root, bytes32[] memory proof) = pair(leaf(A, 10), leaf(B, 20));
        post(1, root, 30);
        uint64 activeAt = uint64(block.timestamp) + WINDOW;
        vm.expectRevert(abi.encodeWithSelector(RewardPool.RootNotActive.selector, activeAt));
        pool.claim(1, A, 10, proof);
        post(2, root, 30);
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.NotTheGuardian.selector, address(this))
        );
        pool.veto(1);
        vm.prank(GUARDIAN);
        pool.veto(1);
        equal(pool.lastEpoch(), 0, "both are open again");
        vm.warp(block.timestamp + WINDOW);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NoRoot.selector, 1));
        pool.claim(1, A, 10, proof);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NoRoot.selector, 2));
        pool.claim(2, A, 10, proof);
        (root, proof) = pair(leaf(A, 1), leaf(B, 2));
        post(1, root, 3);
        vm.warp(block.timestamp + WINDOW);
        pool.claim(1, A, 1, proof);
        vm.prank(GUARDIAN);
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.WindowOver.selector, block.timestamp)
        );
        pool.veto(1);
    }

    function testAVetoedRootCannotBeBroughtAgain() public {
        toEpoch(2);
        (bytes32 root,) = pair(leaf(A, 10), leaf(B, 20));
        RewardPool.EpochRoot memory r = rootOf(1, root, 30);
        bytes[] memory signed = signatures(r);
        pool.post(r, signed);
        vm.prank(GUARDIAN);
        pool.veto(1);
        bytes32 digest = pool.digest(r);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.Vetoed.selector, root));
        pool.post(r, signed);
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.NotTheGuardian.selector, address(this))
        );
        pool.liftVeto(digest);
        vm.prank(GUARDIAN);
        pool.liftVeto(digest);
        vm.prank(GUARDIAN);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.NothingVetoed.selector, digest));
        pool.liftVeto(digest);
        pool.post(r, signed);
        equal(pool.lastEpoch(), 1, "it was right after all");
    }

    function testWhatWasPostedUponAVetoedRootCannotBeBroughtAgainEither() public {
        toEpoch(3);
        (bytes32 wrong,) = pair(leaf(A, 10), leaf(B, 20));
        (bytes32 right,) = pair(leaf(A, 1), leaf(B, 2));
        RewardPool.EpochRoot memory next = rootOf(2, wrong, 40);
        post(1, wrong, 30);
        bytes[] memory signed = signatures(next);
        pool.post(next, signed);
        vm.prank(GUARDIAN);
        pool.veto(1);
        post(1, right, 3);
        vm.expectRevert(abi.encodeWithSelector(RewardPool.Vetoed.selector, wrong));
        pool.post(next, signed);
        post(2, right, 3);
    }

    function testALyingRootPaysAtMostItsTotal() public {
        toEpoch(2);
        (bytes32 root, bytes32[] memory proof) = pair(leaf(A, 60e18), leaf(B, 60e18));
        post(1, root, BASE);
        vm.warp(block.timestamp + WINDOW);
        pool.claim(1, A, 60e18, proof);
        (, proof) = pair(leaf(B, 60e18), leaf(A, 60e18));
        vm.expectRevert(
            abi.encodeWithSelector(RewardPool.EnvelopeExceeded.selector, 120e18, BASE)
        );
        pool.claim(1, B, 60e18, proof);
    }

    function testConstructorRefusesAGuardianAmongGatekeepers() public {
        address[] memory gatekeepers = new address[](1);
        gatekeepers[0] = GUARDIAN;
        vm.expectRevert(abi.encodeWithSelector(RewardPool.BadParameters.selector));
        new RewardPool(
            token, IEpochsAndPayouts(address(registry)), BASE, WINDOW, GUARDIAN, 1, gatekeepers
        );
    }
}
