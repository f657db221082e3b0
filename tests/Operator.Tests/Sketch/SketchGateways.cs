using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Providers;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Tests.Sketch;

/// <summary>
/// A Gateway <c>public</c> in the namespace <c>edge</c> and its controller, which answers when it is let to: it takes the route, refuses
/// it, or is away.
/// </summary>
internal sealed class SketchGateways
{
    private long generation;
    private (long Generation, string? Refusal)? answer;

    /// <summary>The route as it was written last.</summary>
    public JsonObject? Route { get; private set; }

    /// <summary>The weights that the Gateway really follows.</summary>
    public IReadOnlyDictionary<string, int> Weights { get; private set; } = new Dictionary<string, int>();

    /// <summary>The Gateway exists.</summary>
    public bool Exists { get; set; } = true;

    /// <summary>Its controller answers.</summary>
    public bool Present { get; set; } = true;

    /// <summary>Why it refuses routes; null: it takes them.</summary>
    public string? Refusal { get; set; }

    public static GatewayView? View(ClusterSketch cluster)
    {
        var service = cluster.Observed(cluster.Model.Metadata.Name);
        var concerned = cluster.Model.Spec.Traffic?.Provider == TrafficProvider.GatewayAPI
            || service?.Provider?.Contains(nameof(TrafficProvider.GatewayAPI), StringComparison.Ordinal) == true;
        if (!concerned) return null;
        if (cluster.Gateways is not { } gateways) return new() { Presence = KindPresence.Missing };
        return new()
        {
            Presence = KindPresence.Present,
            Route = gateways.Fact(),
            Gateways = gateways.Exists ? [new("edge", "public", [new("web", false, 80, null)], "192.0.2.1")] : [],
            Missing = gateways.Exists ? [] : [new("edge", "public", null)],
        };
    }

    public void Apply(JsonObject body)
    {
        if (Route?["spec"]?.ToJsonString() != body["spec"]!.ToJsonString()) generation++;
        Route = body.DeepClone().AsObject();
    }

    public void Remove() => (Route, answer, generation, Weights) = (null, null, 0, new Dictionary<string, int>());

    /// <summary>The controller looks; says whether anything changed.</summary>
    public bool Answer()
    {
        if (!Present || !Exists || Route is null || answer == (generation, Refusal)) return false;
        answer = (generation, Refusal);
        if (Refusal is null)
            Weights = Route["spec"]!["rules"]![0]!["backendRefs"]!.AsArray()
                .ToDictionary(backend => backend!["name"]!.GetValue<string>(), backend => backend!["weight"]!.GetValue<int>());
        return true;
    }

    public override string ToString() => $"{generation} {answer} {Route?.ToJsonString()}";

    private HttpRouteFact? Fact() => Route is not { } route ? null : new()
    {
        Name = route["metadata"]!["name"]!.GetValue<string>(),
        Generation = generation,
        Revision = long.Parse(route["metadata"]!["annotations"]![Labels.RouteRevision]!.GetValue<string>(), CultureInfo.InvariantCulture),
        Parents = [new("edge", "public", null)],
        Hostnames = [.. (route["spec"]!["hostnames"]?.AsArray() ?? []).Select(name => name!.GetValue<string>())],
        Answers = answer is not { } given ? [] :
        [
            new(new("edge", "public", null), "Accepted", given.Refusal is null, given.Generation, given.Refusal ?? "Accepted: "),
            new(new("edge", "public", null), "ResolvedRefs", true, given.Generation, "ResolvedRefs: "),
        ],
    };
}
