using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Artifacts;

/// <summary>A file: where it is and how to fetch it.</summary>
[Cel("!has(self.credentials) || self.uri.matches('^(https|s3|oci)://')",
    Message = "credentials are used with https://, s3:// and oci:// only; remove them")]
public abstract record FileReference
{
    private const string HostPattern = @"\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?";

    /// <summary>
    /// Where the file is: <c>https://host/path</c>, <c>s3://bucket/key</c>, <c>pvc://claim/path</c>, an OCI registry's
    /// <c>oci://registry/repository:tag</c> (or <c>@sha256:…</c>; the artifact's only file, or its only one that ends in .onnx) or, in the
    /// embedded cluster only, <c>file:///path</c>. It is fetched by a pod in this namespace, never by the operator. User names, passwords
    /// and fragments are refused in the URI (name a Secret under <c>credentials</c> instead), as are relative path
    /// segments and hosts that mean the node itself.
    /// </summary>
    [Length(1, 2048)]
    [RegularExpression(@"^[A-Za-z0-9!#$%&'()*+,./:;=?@\[\]_~-]+$")]
    [Cel("self.matches('^(https|s3|pvc|oci|file)://')",
        Message = "the URI must start with https://, s3://, pvc://, oci:// or (embedded cluster only) file:///, in lower case")]
    [Cel("!self.matches('^[a-z0-9]+://[^/?#]*@')",
        Message = "the URI must not hold a user name or password; remove what is before '@', name a Secret in credentials.secretName")]
    [Cel("!self.matches('[?&;](?i:x-amz-[a-z-]+|x-goog-[a-z-]+|sig|signature|token|access[_-]?token|private[_-]?token|api[_-]?key)=')",
        Message = "the URI must not hold a credential in its query; remove it and name a Secret in credentials.secretName")]
    [Cel("!self.contains('#')",
        Message = "the URI must not have a fragment; remove '#' and what follows, or write %23 for a '#' in a name")]
    [Cel("!self.contains('?') || self.startsWith('https://')",
        Message = "only an https:// URI may have a query; remove '?' and what follows")]
    [Cel("self.matches('^[a-z0-9]+://[^/?#]*/[^?#]*[^/?#]([?#]|$)')",
        Message = "the URI must name one file, as in https://host/folder/model.onnx")]
    [Cel(@"!self.matches('^[a-z0-9]+://[^?#]*/([.]{1,2}(;[^/?#]*)?)?(/|[?#]|$)')",
        Message = "the URI's path must not have '.', '..' or empty parts; write the path plainly")]
    [Cel("!self.matches('^[^?#]*%(?i:2e|2f|5c|25|[01][0-9a-f]|7f)')",
        Message = "the URI must not percent-encode dots, slashes, backslashes, percent signs or control characters; rename the file")]
    [Cel("!self.startsWith('file://') || self.startsWith('file:///')",
        Message = "a file URI has no host; write file:/// and the absolute path")]
    [Cel("!self.startsWith('https://') || self.matches('^https://(" + HostPattern + ")(:[1-9][0-9]{0,4})?/')",
        Message = "an https URI must name a host, with a port where needed, as in https://host:8443/folder/model.onnx")]
    [Cel("!self.startsWith('s3://') || self.matches('^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/')",
        Message = "the bucket of an s3 URI has 3 to 63 lower-case letters, digits, '-' and '.', as in s3://bucket/folder/model.onnx")]
    [Cel("!self.startsWith('pvc://') || self.matches('^pvc://[a-z0-9]([-a-z0-9.]*[a-z0-9])?/')",
        Message = "a pvc URI names a PersistentVolumeClaim of this namespace, as in pvc://claim/folder/model.onnx")]
    [Cel("!self.startsWith('oci://') || self.matches('^oci://(" + HostPattern + ")(:[1-9][0-9]{0,4})?/[a-z0-9._/-]+"
        + "(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?@sha256:[0-9a-f]{64})$')",
        Message = "an oci URI names a registry, a repository and a tag or digest, as in oci://registry.example.com/models/fraud:v3")]
    [JsonPropertyOrder(-1)]
    public string Uri { get; init; } = "";

    /// <summary>How the fetching pod signs in to the store. Leave it out for public files, volumes and the embedded cluster.</summary>
    public ArtifactCredentials? Credentials { get; init; }
}
