using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>Is told what was written, so that the next decision waits until the cache shows it.</summary>
public interface IWriteLog
{
    /// <summary>The object now has this version.</summary>
    void Wrote(ResourceType type, KubeObject written);

    /// <summary>The object was deleted, or is going.</summary>
    void Deleted(ResourceType type, ObjectKey key, string uid);
}
