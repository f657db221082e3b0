using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// Remembers that a body is what an object at a certain version already is: because a comparison said so, or because the server did when it
/// answered an apply. So an unchanged object costs no comparison, and a value that only the server can compare costs no second request.
/// </summary>
internal sealed class AppliedMemo
{
    private readonly Dictionary<(ResourceType Type, ObjectKey Key, string? Subresource),
        (string Hash, string Uid, string Version)> known = [];

    public bool Knows(ResourceType type, string? subresource, string hash, KubeObject cached) =>
        known.TryGetValue((type, cached.Key, subresource), out var last) && last == (hash, cached.Uid, cached.ResourceVersion);

    public void Remember(ResourceType type, string? subresource, string hash, KubeObject item) =>
        known[(type, item.Key, subresource)] = (hash, item.Uid, item.ResourceVersion);

    public void Forget(ResourceType type, ObjectKey key)
    {
        known.Remove((type, key, null));
        known.Remove((type, key, "status"));
    }
}
