using System.Globalization;
using System.Security.Cryptography;
using Modelwright.LocalCluster.Http;

namespace Modelwright.LocalCluster.Hosting;

/// <summary>The folder of one cluster, locked against a second host while this object lives.</summary>
internal sealed class DataFolder : IDisposable
{
    private const int TokenBytes = 32;

    private readonly FileStream lockFile;

    private DataFolder(string path, FileStream lockFile)
    {
        Path = path;
        this.lockFile = lockFile;
    }

    public string Path { get; }

    public string Store => System.IO.Path.Combine(Path, "store");

    public string Certificates => System.IO.Path.Combine(Path, "pki");

    public string Node => System.IO.Path.Combine(Path, "node");

    public string Processes => System.IO.Path.Combine(Path, "processes");

    public string Claims => System.IO.Path.Combine(Path, "volumes");

    public string Kubeconfig => System.IO.Path.Combine(Path, "kubeconfig");

    /// <summary>Makes the folder if it is missing and locks it.</summary>
    /// <exception cref="ClusterStartException">Another process has it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var file = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, file);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ClusterStartException($"data folder {path}: {refused.Message}", refused);
        }
        catch (IOException busy)
        {
            throw new ClusterStartException($"data folder {path}: it is in use by another cluster, or not writable ({busy.Message})", busy);
        }
    }

    /// <summary>A secret that is made once and kept, readable by its owner only.</summary>
    public string Token(string name)
    {
        var file = System.IO.Path.Combine(Path, name + ".token");
        if (!File.Exists(file)) SecretFile.Write(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));
        return File.ReadAllText(file).Trim();
    }

    /// <summary>A number remembered from the last start, or null.</summary>
    public int? Recall(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    public void Remember(string name, int value) =>
        File.WriteAllText(System.IO.Path.Combine(Path, name), value.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => lockFile.Dispose();
}
