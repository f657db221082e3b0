using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Artifacts;

/// <summary>Where the pod that fetches a model finds what it needs to sign in.</summary>
public sealed record ArtifactCredentials
{
    /// <summary>
    /// The name of a Secret in the same namespace. Its keys become environment variables of the fetching container only: for <c>s3://</c>
    /// <c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c> and, where needed, <c>AWS_SESSION_TOKEN</c>, <c>AWS_REGION</c>,
    /// <c>AWS_ENDPOINT_URL_S3</c>; for <c>https://</c> and <c>oci://</c> either <c>MODELWRIGHT_HTTP_TOKEN</c> or
    /// <c>MODELWRIGHT_HTTP_USERNAME</c> and <c>MODELWRIGHT_HTTP_PASSWORD</c>. The operator never reads the Secret.
    /// </summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string SecretName { get; init; } = "";
}
