package hearth.workers.risk.load;

import hearth.workers.risk.Finding;

import java.util.List;
import java.util.Map;

/**
 * One contract with its surroundings in the graph.
 *
 * @param byDeployer others of the same deployer, newest first, at most as many as were asked for
 * @param family one contract of each nearly equal code
 * @param familyFindings codes of the family by finding
 */
public record InsightRecord(
        InsightRow row,
        List<InsightRow> byDeployer,
        long byDeployerTotal,
        long byDeployerFindings,
        List<InsightRow> family,
        Map<Finding, Long> familyFindings) {
    public InsightRecord {
        byDeployer = List.copyOf(byDeployer);
        family = List.copyOf(family);
        familyFindings = Map.copyOf(familyFindings);
    }
}
