// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Disputes, IGatekeepers} from "../src/Disputes.sol";
import {IDisputes, NodeRegistry} from "../src/NodeRegistry.sol";
import {PracticeToken} from "../src/PracticeToken.sol";
import {IEpochsAndPayouts, RewardPool} from "../src/RewardPool.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @dev The part of the test machine's interface that these tests use.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address);
    function expectEmit() external;
    function expectRevert(bytes calldata data) external;
    function expectRevert() external;
    function prank(address sender) external;
    function sign(uint256 privateKey, bytes32 digest)
        external
        pure
        returns (uint8 v, bytes32 r, bytes32 s);
    function warp(uint256 timestamp) external;
    function chainId(uint256 id) external;
    function assume(bool condition) external;
    function computeCreateAddress(address deployer, uint256 nonce) external pure returns (address);
    function getNonce(address account) external view returns (uint64);
}

/// @dev A whole small network: token, registry and pool with 2 of 3 gatekeepers and a guardian.
abstract contract Base {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    uint256 internal constant STAKE = 1e18;
    uint256 internal constant BASE = 100e18;
    uint64 internal constant EPOCH = 60;
    uint64 internal constant UNBONDING = 2;
    uint64 internal constant WINDOW = 5;
    uint32 internal constant MAX_TICKETS = 1000;
    uint256 internal constant FUNDED_EPOCHS = 1000;
    address internal constant GUARDIAN = address(0x6000);

    PracticeToken internal token;
    NodeRegistry internal registry;
    RewardPool internal pool;
    Disputes internal disputes;
    /// @dev Ascending by address, as the pool wants its signatures.
    uint256[] internal gatekeeperKeys;
    uint256 internal start;

    function setUp() public virtual {
        vm.warp(1_700_000_000);
        token = new PracticeToken();
        // The registry knows who may slash before that contract exists: registry, pool, disputes.
        address coming = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 2);
        registry =
            new NodeRegistry(token, STAKE, EPOCH, UNBONDING, MAX_TICKETS, IDisputes(coming));
        gatekeeperKeys = _ascending();
        address[] memory gatekeepers = new address[](3);
        for (uint256 i = 0; i < 3; i++) gatekeepers[i] = vm.addr(gatekeeperKeys[i]);
        pool = new RewardPool(
            token,
            IEpochsAndPayouts(address(registry)),
            BASE,
            WINDOW,
            GUARDIAN,
            2,
            gatekeepers
        );
        disputes = new Disputes(registry, IGatekeepers(address(pool)));
        require(address(disputes) == coming, "the address of the disputes");
        token.mint(address(pool), FUNDED_EPOCHS * BASE);
        start = block.timestamp;
    }

    function _ascending() private pure returns (uint256[] memory keys) {
        keys = new uint256[](3);
        for (uint256 i = 0; i < 3; i++) keys[i] = 0xA11CE + i;
        for (uint256 i = 0; i < 3; i++) {
            for (uint256 j = i + 1; j < 3; j++) {
                if (vm.addr(keys[j]) < vm.addr(keys[i])) (keys[i], keys[j]) = (keys[j], keys[i]);
            }
        }
    }

    function join(address owner, address key, uint32 tickets, address payout)
        internal
        returns (uint256)
    {
        token.mint(owner, tickets * STAKE);
        vm.prank(owner);
        token.approve(address(registry), tickets * STAKE);
        vm.prank(owner);
        return registry.register(key, tickets, payout, bytes32("benchmark"));
    }

    /// @dev Goes to the first second of an epoch; the first node must have joined.
    function toEpoch(uint64 epoch) internal {
        vm.warp(registry.startedAt() + (epoch - 1) * EPOCH);
    }

    function rootOf(uint64 epoch, bytes32 root, uint256 total)
        internal
        pure
        returns (RewardPool.EpochRoot memory)
    {
        return RewardPool.EpochRoot(epoch, root, total, bytes32("leaves"), 2, bytes32("receipts"));
    }

    function signature(uint256 key, RewardPool.EpochRoot memory r)
        internal
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 rr, bytes32 s) = vm.sign(key, pool.digest(r));
        return abi.encodePacked(rr, s, v);
    }

    function signatures(RewardPool.EpochRoot memory r)
        internal
        view
        returns (bytes[] memory signed)
    {
        signed = new bytes[](2);
        signed[0] = signature(gatekeeperKeys[0], r);
        signed[1] = signature(gatekeeperKeys[1], r);
    }

    function post(uint64 epoch, bytes32 root, uint256 total) internal {
        RewardPool.EpochRoot memory r = rootOf(epoch, root, total);
        pool.post(r, signatures(r));
    }

    function verdict(uint256 nodeId, bytes32 receipt, bytes32 unit, bytes32 claimed)
        internal
        pure
        returns (Disputes.Verdict memory)
    {
        return Disputes.Verdict(nodeId, receipt, unit, claimed, bytes32("correct"), 1);
    }

    function condemn(Disputes.Verdict memory v) internal {
        (bytes32[] memory traces, bytes[] memory signed) = condemnation(v);
        disputes.condemn(v, traces, signed);
    }

    function condemnation(Disputes.Verdict memory v)
        internal
        view
        returns (bytes32[] memory traces, bytes[] memory signed)
    {
        traces = new bytes32[](2);
        signed = new bytes[](2);
        for (uint256 i = 0; i < 2; i++) {
            traces[i] = keccak256(abi.encode(vm.addr(gatekeeperKeys[i])));
            (uint8 sv, bytes32 r, bytes32 s) =
                vm.sign(gatekeeperKeys[i], disputes.digest(v, traces[i]));
            signed[i] = abi.encodePacked(r, s, sv);
        }
    }

    function leaf(address owner, uint256 cumulative) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(owner, cumulative))));
    }

    /// @dev Root and one owner's proof of the two-leaf tree.
    function pair(bytes32 mine, bytes32 other)
        internal
        pure
        returns (bytes32 root, bytes32[] memory proof)
    {
        root = Hashes.commutativeKeccak256(mine, other);
        proof = new bytes32[](1);
        proof[0] = other;
    }

    function check(bool condition, string memory what) internal pure {
        require(condition, what);
    }

    function equal(uint256 a, uint256 b, string memory what) internal pure {
        require(a == b, what);
    }
}
