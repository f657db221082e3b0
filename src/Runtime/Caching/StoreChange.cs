using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Caching;

/// <summary>What happened to one object in a store.</summary>
/// <param name="Key">The object.</param>
/// <param name="Before">As it was; null when it is new.</param>
/// <param name="After">As it is; null when it is gone.</param>
/// <param name="OwnerBefore">The controlling owner before.</param>
/// <param name="OwnerAfter">The controlling owner now.</param>
/// <param name="Initial">Part of the first list: nothing has happened just now.</param>
public sealed record StoreChange<T>(ObjectKey Key, T? Before, T? After, ControllerLink? OwnerBefore, ControllerLink? OwnerAfter,
    bool Initial) where T : class;
