using Modelwright.Crds.Schema;
using static Modelwright.Crds.ModelVersions.ModelVersionConditions;

namespace Modelwright.Crds.ModelVersions;

/// <summary>The reasons in the conditions of a ModelVersion.</summary>
public static class ModelVersionReasons
{
    /// <summary>The file had the digest and the model was loaded.</summary>
    [Reason(Ready, "True")]
    public const string Verified = "Verified";

    /// <summary>A pod is fetching and loading the file.</summary>
    [Reason(Ready, "Unknown")]
    public const string Verifying = "Verifying";

    /// <summary>The artifact's URI is not one the fetcher accepts.</summary>
    [Reason(Ready, "False")]
    public const string InvalidUri = "InvalidUri";

    /// <summary>There is no file at the artifact's URI.</summary>
    [Reason(Ready, "False")]
    public const string NotFound = "NotFound";

    /// <summary>The store refused access; look at <c>credentials.secretName</c>.</summary>
    [Reason(Ready, "False")]
    public const string AccessDenied = "AccessDenied";

    /// <summary>The file's SHA-256 is not the digest of the version.</summary>
    [Reason(Ready, "False")]
    public const string DigestMismatch = "DigestMismatch";

    /// <summary>The file is larger than the operator allows.</summary>
    [Reason(Ready, "False")]
    public const string TooLarge = "TooLarge";

    /// <summary>The artifact's store does not answer; it is tried again.</summary>
    [Reason(Ready, "False")]
    public const string Unreachable = "Unreachable";

    /// <summary>Fetching failed in another way; the message says how.</summary>
    [Reason(Ready, "False")]
    public const string FetchFailed = "FetchFailed";

    /// <summary>The API server refused the pod that verifies the version; the message has its words.</summary>
    [Reason(Ready, "False")]
    public const string ResourceRefused = "ResourceRefused";

    /// <summary>The file asks for something the model server does not allow.</summary>
    [Reason(Ready, "False")]
    public const string ModelRefused = "ModelRefused";

    /// <summary>The file is not a model that the server can load.</summary>
    [Reason(Ready, "False")]
    public const string ModelLoadFailed = "ModelLoadFailed";
}
