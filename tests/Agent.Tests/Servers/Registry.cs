using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// The part of a registry that pulling needs, after the OCI distribution specification ("Pull") and, where a user is set, the token
/// authentication of registries: 401 with a Bearer challenge, a token for the user's password, tokens on everything else.
/// </summary>
internal sealed class Registry
{
    public const string Repository = "data/birds";

    private const string Title = "org.opencontainers.image.title";

    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly Dictionary<string, byte[]> _manifests = [];

    /// <summary>User and password that tokens are given for; null: anonymous.</summary>
    public string? User { get; set; }

    /// <summary>Where blobs are sent from instead, as registries with object stores do.</summary>
    public string? BlobsMovedTo { get; set; }

    public string Realm { get; set; } = "";

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Pushes files under a tag; the manifest's digest.</summary>
    public string Push(string tag, params (string Name, string Text)[] files) =>
        Push(tag, [.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    /// <summary>Pushes files under a tag; the manifest's digest. A file without a name is pushed without one.</summary>
    public string Push(string tag, params (string Name, byte[] Bytes)[] files)
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            artifactType = "application/vnd.example.birds",
            config = new { mediaType = "application/vnd.oci.empty.v1+json", digest = Put("{}"u8.ToArray()), size = 2 },
            layers = files.Select(file => new
            {
                mediaType = "application/octet-stream",
                digest = Put(file.Bytes),
                size = file.Bytes.Length,
                annotations = file.Name.Length == 0 ? new Dictionary<string, string>() : new() { [Title] = file.Name },
            }),
        });
        return Tag(tag, manifest);
    }

    /// <summary>Puts any bytes where a manifest is.</summary>
    public string Tag(string tag, byte[] manifest)
    {
        var digest = Sha256Digest.Of(manifest).ToString();
        _manifests[tag] = _manifests[digest] = manifest;
        return digest;
    }

    /// <summary>Changes a blob behind its digest's back.</summary>
    public void Damage(string text, string other) => _blobs[Sha256Digest.Of(Encoding.UTF8.GetBytes(text)).ToString()] =
        Encoding.UTF8.GetBytes(other);

    public async Task AnswerAsync(HttpContext context)
    {
        var (path, authorization) = (context.Request.Path.Value!, context.Request.Headers.Authorization.ToString());
        Asked.Enqueue($"{path} {authorization.Split(' ')[0]}".Trim());
        if (path == "/token") await TokenAsync(context, authorization);
        else if (path.StartsWith("/moved/", StringComparison.Ordinal)) await SendAsync(context, _blobs, path["/moved/".Length..]);
        else if (User is not null && authorization != "Bearer good") Challenge(context);
        else if (path.StartsWith($"/v2/{Repository}/manifests/", StringComparison.Ordinal))
            await SendAsync(context, _manifests, path[$"/v2/{Repository}/manifests/".Length..]);
        else if (path.StartsWith($"/v2/{Repository}/blobs/", StringComparison.Ordinal))
        {
            var digest = path[$"/v2/{Repository}/blobs/".Length..];
            if (BlobsMovedTo is null) await SendAsync(context, _blobs, digest);
            else context.Response.Redirect($"{BlobsMovedTo}/{digest}", permanent: false, preserveMethod: true);
        }
        else context.Response.StatusCode = 404;
    }

    private string Put(byte[] bytes)
    {
        var digest = Sha256Digest.Of(bytes).ToString();
        _blobs[digest] = bytes;
        return digest;
    }

    private void Challenge(HttpContext context)
    {
        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"{Realm}\",service=\"registry\",scope=\"repository:{Repository}:pull\"";
    }

    private async Task TokenAsync(HttpContext context, string authorization)
    {
        var right = context.Request.Query["scope"] == $"repository:{Repository}:pull" && context.Request.Query["service"] == "registry"
            && authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(User!))}";
        context.Response.StatusCode = right ? 200 : 401;
        if (right) await context.Response.WriteAsync("{\"token\":\"good\"}");
    }

    private static async Task SendAsync(HttpContext context, Dictionary<string, byte[]> from, string name)
    {
        if (!from.TryGetValue(name, out var bytes)) context.Response.StatusCode = 404;
        else await context.Response.Body.WriteAsync(bytes);
    }
}
