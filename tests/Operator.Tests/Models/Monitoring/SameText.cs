using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Modelwright.Crds;

namespace Modelwright.Operator.Tests.Models.Monitoring;

/// <summary>Two parts of a status that the API server would store alike.</summary>
internal sealed class SameText<T> : IEqualityComparer<T>
{
    public bool Equals(T? x, T? y) => JsonSerializer.Serialize(x, CrdJson.Options) == JsonSerializer.Serialize(y, CrdJson.Options);

    public int GetHashCode([DisallowNull] T obj) => 0;
}
