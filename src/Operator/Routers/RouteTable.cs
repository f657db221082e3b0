using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modelwright.Operator.Routers;

/// <summary>Where the requests of one Model go, as routers take it (docs/contracts.md).</summary>
/// <param name="Model">The Model's name.</param>
/// <param name="Revision">Counts the contents; every other content has another number.</param>
/// <param name="Hosts">The Host headers that mean this Model.</param>
/// <param name="Backends">Weights that sum to 100, or nothing.</param>
/// <param name="Reason">Why there is no backend, for those who ask in vain; routers answer 503 with it.</param>
public sealed record RouteTable(
    string Model, long Revision, IReadOnlyList<string> Hosts, IReadOnlyList<RouteBackend> Backends, string? Reason = null)
{
    /// <summary>
    /// The last number that is believed, whoever says it: counting does not get there. Routers take twice as much, so that the number after
    /// it can still be told, and then be counted anew.
    /// </summary>
    public const long MaxRevision = 1L << 52;

    private const int MaxHosts = 100;
    private const int MaxBackends = 100;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Which requests are copied to a revision; null: none.</summary>
    public RouteMirror? Mirror { get; init; }

    /// <summary>By what users stay with a revision; null: every request is drawn anew.</summary>
    public RouteSticky? Sticky { get; init; }

    /// <summary>How requests wait while no backend has weight; null: they are turned away.</summary>
    public RouteActivation? Activation { get; init; }

    /// <summary>How clients must come; null: anyhow.</summary>
    public RouteAccess? Access { get; init; }

    /// <summary>A number that was counted.</summary>
    public static bool Counted(long? revision) => revision is > 0 and < MaxRevision;

    /// <summary>Says the same as the other, whatever the numbers are.</summary>
    public bool SameContent(RouteTable other) =>
        Model == other.Model && Hosts.SequenceEqual(other.Hosts) && Backends.SequenceEqual(other.Backends)
        && Reason == other.Reason && Mirror == other.Mirror && Sticky == other.Sticky && Activation == other.Activation
        && Access == other.Access;

    /// <summary>The revision's share of the requests, in percent.</summary>
    public int Weight(string revision) => Backends.Where(backend => backend.Revision == revision).Sum(backend => backend.Weight);

    /// <summary>The revision that has all requests; null where several share them, or there is none.</summary>
    [JsonIgnore]
    public string? Sole => Backends.FirstOrDefault(backend => backend.Weight == 100)?.Revision;

    /// <summary>The revision gets requests or copies of them.</summary>
    public bool Reaches(string revision) => Weight(revision) > 0 || Mirror?.Revision == revision;

    /// <summary>As the routers and the annotation have it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a table; null when there is none or somebody broke it.</summary>
    public static RouteTable? Parse(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonSerializer.Deserialize<RouteTable>(json, Json) is { } table && table.IsWhole() ? table : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The serializer minds null members, but not null entries of lists.
    private bool IsWhole() =>
        Revision is > 0 and <= MaxRevision
        && Hosts.Count <= MaxHosts && Hosts.All(host => host is not null)
        && Backends.Count <= MaxBackends && Backends.All(backend => backend is { Weight: >= 0 and <= 100 })
        && (Backends.Count == 0 || Backends.Sum(backend => backend.Weight) == 100)
        && Mirror?.IsWhole(Backends) != false && Sticky?.IsWhole(Backends) != false && Activation?.IsWhole() != false
        && Access?.IsWhole() != false;
}
