using Modelwright.Testing;

namespace Modelwright.Crds.Tests;

/// <summary>
/// The manifests below <c>Samples</c>. Of several documents in a file all but the last are accepted; what the server says of a rejected one
/// contains each <c># expect:</c> line.
/// </summary>
internal static class ManifestFiles
{
    private const string Prefix = "# expect: ";

    public static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(Folder(folder), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    public static string File(string folder, string name) => Path.Combine(Folder(folder), name + ".yaml");

    public static IEnumerable<string> Expectations(string name) => System.IO.File.ReadLines(File("rejected", name))
        .Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..]);

    private static string Folder(string name) => Repository.File("tests", "Crds.Tests", "Samples", name);
}
