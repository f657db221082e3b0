using System.Collections.Immutable;

namespace Modelwright.Router.Routes;

/// <summary>
/// All there is to know about where a Model's requests go, in normal form: hosts are lower-case and sorted, backends sorted by revision,
/// so that two routes are equal exactly when they mean the same. The weights sum to 100 unless there is no backend.
/// </summary>
public sealed class ModelRoute : IEquatable<ModelRoute>
{
    /// <summary>The number of slots that a request's draw chooses from.</summary>
    public const int Slots = 100;

    /// <summary>The highest revision that is taken; above it JSON numbers are not whole for everybody.</summary>
    public const long MaxRevision = 1L << 53;

    /// <summary>From here on a revision was not counted, and its removal is not remembered.</summary>
    public const long MaxCounted = 1L << 52;

    private readonly Backend[] slots;
    private readonly StickyRule? sticky;

    /// <summary>Makes the normal form of a route that was already checked by <see cref="RouteDocumentReader"/>.</summary>
    public ModelRoute(string model, long revision, IEnumerable<string> hosts, IEnumerable<Backend> backends, string? reason)
    {
        Model = model;
        Revision = revision;
        Hosts = [.. hosts.Select(h => h.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Backends = [.. backends.OrderBy(b => b.Revision, StringComparer.Ordinal)];
        Reason = reason;
        slots = [.. Backends.SelectMany(b => Enumerable.Repeat(b, b.Weight))];
        if (slots.Length is not (0 or Slots))
            throw new ArgumentException($"the weights of route {model} sum to {slots.Length}, not {Slots}", nameof(backends));
    }

    /// <summary>The Model's name.</summary>
    public string Model { get; }

    /// <summary>Grows by one whenever the content changes.</summary>
    public long Revision { get; }

    /// <summary>The names and addresses by which clients reach the Model, without port.</summary>
    public ImmutableArray<string> Hosts { get; }

    /// <summary>Every backend, also those without weight.</summary>
    public ImmutableArray<Backend> Backends { get; }

    /// <summary>Why there is no backend.</summary>
    public string? Reason { get; }

    /// <summary>Which requests are copied to a revision; null: none.</summary>
    public MirrorRule? Mirror { get; init; }

    /// <summary>By what users stay with a revision; null: every request is drawn anew.</summary>
    public StickyRule? Sticky
    {
        get => sticky;
        init
        {
            sticky = value;
            // A stable sort: the named revision first, the others by name as before.
            if (value is not null) slots = [.. slots.OrderBy(b => b.Revision == value.Revision ? 0 : 1)];
        }
    }

    /// <summary>How requests wait while no backend has weight; null: they do not.</summary>
    public ActivationRule? Activation { get; init; }

    /// <summary>How clients must come; null: anyhow.</summary>
    public AccessRule? Access { get; init; }

    /// <summary>Whether any request can be answered.</summary>
    public bool HasBackend => slots.Length > 0;

    /// <summary>
    /// The backend of a slot from 0 to 99: of 100 slots each backend has as many as its weight. A uniform draw per request gives exact
    /// weights; a hash of a user's id gives the same user the same backend. <see cref="Sticky"/>'s revision has the first ones.
    /// </summary>
    public Backend BackendAt(int slot) => slots[slot];

    /// <summary>Whether a revision other than this one has weight.</summary>
    public bool HasBackendOtherThan(string revision) => BackendOtherThan(revision, _ => 0) is not null;

    /// <summary>The backend of a slot among all but one revision, or null when no other has weight.</summary>
    public Backend? BackendOtherThan(string revision, Func<int, int> draw)
    {
        var others = Slots - Backends.Where(b => b.Revision == revision).Sum(b => b.Weight);
        if (others == 0 || !HasBackend) return null;
        var slot = draw(others);
        foreach (var backend in Backends)
        {
            if (backend.Revision == revision) continue;
            if (slot < backend.Weight) return backend;
            slot -= backend.Weight;
        }

        return null;
    }

    /// <summary>Whether both have the same revision and mean the same.</summary>
    public bool Equals(ModelRoute? other) =>
        other is not null && Model == other.Model && Revision == other.Revision && Reason == other.Reason &&
        Mirror == other.Mirror && Sticky == other.Sticky && Activation == other.Activation && Access == other.Access &&
        Hosts.AsSpan().SequenceEqual(other.Hosts.AsSpan()) && Backends.AsSpan().SequenceEqual(other.Backends.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ModelRoute);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Model, Revision);
}
