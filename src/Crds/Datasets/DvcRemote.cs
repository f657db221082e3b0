using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>A DVC remote that is read.</summary>
[Cel("!has(self.credentials) || self.uri.startsWith('https://') || self.uri.startsWith('s3://')",
    Message = "credentials are used with https:// and s3:// only; remove them")]
public sealed record DvcRemote
{
    /// <summary>
    /// The remote's folder, below which the data is at <c>files/md5</c> (DVC 3) or by the first two digits (before):
    /// <c>https://host/folder</c>, <c>s3://bucket/prefix</c>, <c>pvc://claim/folder</c> or, in the embedded cluster only,
    /// <c>file:///folder</c>. It is read by a pod in this namespace, never by the operator.
    /// </summary>
    [Length(1, 1024)]
    [RegularExpression(@"^[A-Za-z0-9!$'()*+,./:=_~-]+$")]
    [Cel("self.matches('^(https://[A-Za-z0-9][A-Za-z0-9.-]*(:[1-9][0-9]{0,4})?|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
        + "|pvc://[a-z0-9]([-a-z0-9.]*[a-z0-9])?|file://)(/|$)')",
        Message = "the URI must be https://host/folder, s3://bucket/prefix, pvc://claim/folder or (embedded cluster only)"
            + " file:///folder, in lower case")]
    [Cel("!self.matches('^[a-z0-9]+://[^/]*/(.*/)?([.]{1,2}(/|$)|/)')",
        Message = "the URI's path must not have '.', '..' or empty parts; write the path plainly")]
    [JsonPropertyOrder(-1)]
    public string Uri { get; init; } = "";

    /// <summary>How the pod signs in to the remote.</summary>
    public ArtifactCredentials? Credentials { get; init; }
}
