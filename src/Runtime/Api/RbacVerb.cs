namespace Modelwright.Runtime.Api;

/// <summary>The verbs of Kubernetes authorization, as flags; the generated role lists them in this order.</summary>
[Flags]
public enum RbacVerb
{
    /// <summary>No verb.</summary>
    None = 0,

    /// <summary>Read one object.</summary>
    Get = 1,

    /// <summary>Read a collection.</summary>
    List = 2,

    /// <summary>Follow a collection.</summary>
    Watch = 4,

    /// <summary>Create an object; server-side apply of a missing object needs it too.</summary>
    Create = 8,

    /// <summary>Replace an object.</summary>
    Update = 16,

    /// <summary>Change an object by any kind of patch, server-side apply included.</summary>
    Patch = 32,

    /// <summary>Delete one object.</summary>
    Delete = 64,

    /// <summary>Delete a collection.</summary>
    DeleteCollection = 128,

    /// <summary>What an informer needs.</summary>
    Read = Get | List | Watch,

    /// <summary>What the executor needs for a kind that it applies and prunes.</summary>
    Own = Read | Create | Patch | Delete,
}
