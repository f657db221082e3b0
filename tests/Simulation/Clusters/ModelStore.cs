using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Simulation.Clusters;

/// <summary>What is behind the URIs of a simulated world: good files, bad files, and nothing.</summary>
public sealed class ModelStore
{
    private readonly Dictionary<string, StoredModel> files = new(StringComparer.Ordinal);

    /// <summary>What the agent finds at a URI; null: nothing.</summary>
    public StoredModel? Find(string uri) => files.GetValueOrDefault(uri);

    /// <summary>Puts a file at a URI; returns its digest.</summary>
    public string Put(string uri, string content, Func<StoredModel, StoredModel>? change = null)
    {
        var model = new StoredModel(DigestOf(content));
        files[uri] = change?.Invoke(model) ?? model;
        return model.Digest;
    }

    /// <summary>Puts a file at another URI, too.</summary>
    public void Copy(StoredModel file, string uri) => files[uri] = file;

    /// <summary>Takes a file away.</summary>
    public void Remove(string uri) => files.Remove(uri);

    /// <summary>The digest of a text, as specs write it.</summary>
    public static string DigestOf(string content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
}
