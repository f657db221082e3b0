using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// When a source is looked at again. The annotation <c>modelwright.io/refresh</c> with any new value asks for a look at once, at the bytes
/// and not only at the source's marks.
/// </summary>
public sealed record DatasetRefresh
{
    /// <summary>The time between two looks. Nothing is downloaded while the source's own marks (ETag, size, time) stay the same.</summary>
    [DurationRange("10s", "8760h")]
    [WhenUnset("once, and after every change of the spec")]
    public Duration? Interval { get; init; }
}
