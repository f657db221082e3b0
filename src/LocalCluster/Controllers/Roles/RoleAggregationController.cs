using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.Roles;

/// <summary>Gathers into each ClusterRole with an <c>aggregationRule</c> the rules of the ClusterRoles that it selects, by name.</summary>
public sealed class RoleAggregationController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<string>("clusterrole-aggregation-controller", api, time, log)
{
    /// <inheritdoc />
    public override void Start() => EnqueueAggregated();

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        // Whichever role changed, or lost its label, may be or have been in any of them; they are few.
        if (change.Resource == KnownResources.ClusterRoles) EnqueueAggregated();
    }

    /// <inheritdoc />
    protected override void Reconcile(string key) => Api.Mutate(KnownResources.ClusterRoles, null, key, role =>
    {
        if (role.Map("aggregationRule") is not { } aggregation) return false;
        var rules = Rules(key, aggregation);
        if (JsonNode.DeepEquals(rules, role["rules"] ?? new JsonArray())) return false;
        role["rules"] = rules;
        return true;
    });

    private void EnqueueAggregated()
    {
        foreach (var role in Api.List(KnownResources.ClusterRoles))
            if (role.Map("aggregationRule") is not null) Enqueue(role.Name());
    }

    private JsonArray Rules(string own, JsonObject aggregation)
    {
        var selectors = aggregation.Items("clusterRoleSelectors").ToList();
        var rules = new JsonArray();
        foreach (var role in Api.List(KnownResources.ClusterRoles).OrderBy(role => role.Name(), StringComparer.Ordinal))
        {
            if (role.Name() == own || !selectors.Any(selector => LabelSelector.Matches(selector, role.TextMap("metadata", "labels"))))
                continue;
            foreach (var rule in role.Items("rules"))
                if (!rules.Any(known => JsonNode.DeepEquals(known, rule))) rules.Add(rule.DeepClone());
        }

        return rules;
    }
}
