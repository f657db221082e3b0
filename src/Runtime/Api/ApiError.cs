namespace Modelwright.Runtime.Api;

/// <summary>Everything the API server's refusals mean to a controller; closed on purpose.</summary>
public enum ApiError
{
    /// <summary>Anything else, for example a bad request.</summary>
    Unknown,

    /// <summary>404: the object, or the resource, does not exist.</summary>
    NotFound,

    /// <summary>409 on create.</summary>
    AlreadyExists,

    /// <summary>409: the object changed meanwhile, or a precondition does not hold.</summary>
    Conflict,

    /// <summary>409 on server-side apply: another manager owns a field and force was not set.</summary>
    ApplyConflict,

    /// <summary>422, or 400 of strict decoding: the object breaks its schema or rules.</summary>
    Invalid,

    /// <summary>401 or 403: the role does not allow it, or the namespace is ending.</summary>
    Forbidden,

    /// <summary>410: the resourceVersion or continue token is outside the window; list again.</summary>
    Gone,

    /// <summary>429: slow down.</summary>
    TooManyRequests,

    /// <summary>504, or no answer before the deadline.</summary>
    Timeout,

    /// <summary>5xx, or the server could not be reached.</summary>
    Unavailable,
}
