using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Artifacts;

/// <summary>A folder of a store that a pod writes to.</summary>
[Cel("!has(self.credentials) || self.uri.startsWith('s3://')", Message = "credentials are used with s3:// only; remove them")]
public sealed record ArtifactFolder
{
    /// <summary>
    /// The folder: <c>s3://bucket/prefix</c>, <c>pvc://claim/folder</c> or, in the embedded cluster only, <c>file:///folder</c>. It is
    /// written by a pod in this namespace, never by the operator.
    /// </summary>
    [Length(1, 1024)]
    [RegularExpression(@"^[A-Za-z0-9!$'()*+,./:=_~-]+$")]
    [Cel("self.matches('^(s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|pvc://[a-z0-9]([-a-z0-9.]*[a-z0-9])?|file://)(/|$)')",
        Message = "the URI must be s3://bucket/prefix, pvc://claim/folder or (embedded cluster only) file:///folder, in lower case")]
    [Cel("!self.matches('^[a-z0-9]+://[^/]*/(.*/)?([.]{1,2}(/|$)|/)')",
        Message = "the URI's path must not have '.', '..' or empty parts; write the path plainly")]
    [JsonPropertyOrder(-1)]
    public string Uri { get; init; } = "";

    /// <summary>How the pod signs in to the store. Leave it out for volumes and the embedded cluster.</summary>
    public ArtifactCredentials? Credentials { get; init; }
}
