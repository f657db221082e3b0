using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Leading;

/// <summary>The spec of a Lease.</summary>
internal sealed record LeaseRecord(string Holder, int DurationSeconds, DateTimeOffset? Acquired, DateTimeOffset? Renewed, int Transitions)
{
    public static LeaseRecord Of(KubeObject lease)
    {
        var spec = lease.ToJson()["spec"];
        return new LeaseRecord(spec?["holderIdentity"]?.GetValue<string>() ?? "", spec?["leaseDurationSeconds"]?.GetValue<int>() ?? 0,
            Time(spec?["acquireTime"]), Time(spec?["renewTime"]), spec?["leaseTransitions"]?.GetValue<int>() ?? 0);
    }

    public JsonObject ToJson() => new()
    {
        ["holderIdentity"] = Holder,
        ["leaseDurationSeconds"] = DurationSeconds,
        ["acquireTime"] = MicroTime(Acquired),
        ["renewTime"] = MicroTime(Renewed),
        ["leaseTransitions"] = Transitions,
    };

    private static DateTimeOffset? Time(JsonNode? node) =>
        node is null ? null : DateTimeOffset.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string? MicroTime(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
