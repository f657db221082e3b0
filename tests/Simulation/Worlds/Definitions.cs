using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Worlds;

/// <summary>The project's custom resource definitions, as the repository has them.</summary>
internal static class Definitions
{
    private static readonly Lazy<IReadOnlyList<JsonObject>> Loaded = new(Load);

    public static IReadOnlyList<JsonObject> All => Loaded.Value;

    private static List<JsonObject> Load() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "crd"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => YamlText.Parse(File.ReadAllText(file))!.AsObject())];
}
