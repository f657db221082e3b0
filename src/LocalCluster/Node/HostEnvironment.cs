namespace Modelwright.LocalCluster.Node;

/// <summary>
/// The variables of this process that a container's process needs to run at all. Everything else stays out, as in a container.
/// </summary>
public static class HostEnvironment
{
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "LD_LIBRARY_PATH",
        "SSL_CERT_FILE", "SSL_CERT_DIR",
    ];

    /// <summary>Reads them.</summary>
    public static IReadOnlyDictionary<string, string> Read()
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) result[name] = value;
        }

        return result;
    }
}
