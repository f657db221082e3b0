using System.Reflection;
using Modelwright.LocalCluster.Hosting;
using Modelwright.LocalCluster.Node;

namespace Modelwright.Cli.Cluster;

/// <summary>
/// The programs behind the images <c>modelwright/NAME:dev</c>: in <c>images/NAME</c> beside this program where it was packaged so, else
/// where the build put them.
/// </summary>
internal static class LocalImagePrograms
{
    private const string Prefix = "LocalImage:";

    /// <summary>The image table of an embedded cluster.</summary>
    /// <exception cref="ClusterStartException">A program is missing.</exception>
    public static IReadOnlyDictionary<string, LocalImage> Find()
    {
        var dotnet = DotnetHost();
        var images = new Dictionary<string, LocalImage>(StringComparer.Ordinal);
        foreach (var built in typeof(LocalImagePrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        {
            if (!built.Key.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            var name = built.Key[Prefix.Length..];
            var packaged = Path.Combine(AppContext.BaseDirectory, "images", name, Path.GetFileName(built.Value!));
            var program = File.Exists(packaged) ? packaged : built.Value!;
            if (!File.Exists(program))
                throw new ClusterStartException($"{program}: the program of image modelwright/{name}:dev is missing; build src/Cli again");
            images[$"modelwright/{name}:dev"] = new LocalImage { Entrypoint = [dotnet, program] };
        }

        return images;
    }

    /// <summary>The dotnet that runs this process: beside the shared frameworks that it loaded.</summary>
    private static string DotnetHost()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var candidate = Path.GetFullPath(Path.Combine(framework, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(candidate) ? candidate : "dotnet";
    }
}
