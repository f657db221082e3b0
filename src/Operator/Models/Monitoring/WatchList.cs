using Modelwright.Crds.Models.Monitoring;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>Which columns are watched.</summary>
internal sealed class WatchList(WatchedFeatures? features)
{
    private readonly HashSet<string>? include = features?.Include is { } names ? new(names, StringComparer.Ordinal) : null;
    private readonly HashSet<string> exclude = new(features?.Exclude ?? [], StringComparer.Ordinal);

    /// <summary>A column is watched.</summary>
    public bool Has(string name) => include?.Contains(name) != false && !exclude.Contains(name);

    /// <summary>The first name that is asked for and that the profile does not have.</summary>
    public string? Unknown(IEnumerable<string> known)
    {
        var all = new HashSet<string>(known, StringComparer.Ordinal);
        return (include ?? []).Order(StringComparer.Ordinal).FirstOrDefault(name => !all.Contains(name));
    }
}
