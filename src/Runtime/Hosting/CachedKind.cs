using Modelwright.Runtime.Caching;

namespace Modelwright.Runtime.Hosting;

/// <summary>A kind to be cached from the start.</summary>
internal sealed record CachedKind(Action<CacheSet> Declare);
