using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Controllers;

internal static class Yaml
{
    public static JsonObject Object(string yaml) => (JsonObject)YamlText.Parse(yaml)!;
}
