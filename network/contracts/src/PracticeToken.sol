// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The worthless coin of practice networks.
/// @notice Whoever deploys it is the faucet and may make as much as practice needs. It has no
/// permit on purpose: no signature outside a transaction can move it.
contract PracticeToken is ERC20 {
    address public immutable faucet;

    error NotTheFaucet(address caller);

    constructor() ERC20("Hearth practice coin", "SUB0") {
        faucet = msg.sender;
    }

    function mint(address to, uint256 amount) external {
        if (msg.sender != faucet) revert NotTheFaucet(msg.sender);
        _mint(to, amount);
    }
}
