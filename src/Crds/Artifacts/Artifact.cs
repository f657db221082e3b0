using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Artifacts;

/// <summary>A model file: where it is and how to read it.</summary>
[Cel("!has(self.credentials) || self.uri.startsWith('https://') || self.uri.startsWith('s3://')",
    Message = "credentials are used with https:// and s3:// only; remove them")]
public abstract record Artifact
{
    /// <summary>
    /// Where the model file is: <c>https://host/path</c>, <c>s3://bucket/key</c>, <c>pvc://claim/path</c> or, in the embedded cluster only,
    /// <c>file:///path</c>. It is fetched by a pod in this namespace, never by the operator. User names, passwords and fragments are refused
    /// in the URI (name a Secret under <c>credentials</c> instead), as are relative path segments and hosts that mean the node itself.
    /// </summary>
    [Length(1, 1024)]
    [RegularExpression(@"^[!-~]+$")]
    [Cel("self.matches('^(https|s3|pvc|file)://')", Message = "the URI must start with https://, s3://, pvc:// or file://")]
    [Cel("!self.matches('^[a-z0-9]+://[^/?#]*@')", Message = "the URI must not contain a user name or password; name a Secret in credentials.secretName")]
    [Cel("!self.contains('#')", Message = "the URI must not have a fragment; remove '#' and what follows")]
    [Cel("!self.contains('?') || self.startsWith('https://')", Message = "only https:// URIs may have a query; remove '?' and what follows")]
    public string Uri { get; init; } = "";

    /// <summary>The format of the file.</summary>
    [WhenUnset(ArtifactFormat.Onnx)]
    public ArtifactFormat? Format { get; init; }

    /// <summary>How the fetching pod signs in to the store. Leave it out for public files, volumes and the embedded cluster.</summary>
    public ArtifactCredentials? Credentials { get; init; }
}
