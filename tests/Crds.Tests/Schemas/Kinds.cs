using System.Text.Json.Nodes;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests.Schemas;

/// <summary>The kinds as their committed definitions describe them.</summary>
internal static class Kinds
{
    public static JsonObject Definition(string plural) =>
        YamlDocuments.Read(Repository.File("config", "crd", $"{plural}.modelwright.io.yaml")).Single();

    public static JsonObject Schema(string plural) =>
        (JsonObject)Definition(plural)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!;

    public static string Plural(JsonObject manifest) => (string)manifest["kind"]! switch
    {
        "Model" => "models",
        "ModelVersion" => "modelversions",
        "TrainingRun" => "trainingruns",
        "Experiment" => "experiments",
        "Dataset" => "datasets",
        "Promotion" => "promotions",
        "RetrainPolicy" => "retrainpolicies",
        var other => throw new InvalidOperationException($"no kind {other}"),
    };

    /// <summary>The messages of every CEL rule in a definition, with where it stands.</summary>
    public static IEnumerable<(string Path, string Message)> Rules(JsonNode? schema, string path)
    {
        if (schema is not JsonObject map) yield break;
        foreach (var rule in map["x-kubernetes-validations"] as JsonArray ?? []) yield return (path, (string)rule!["message"]!);
        foreach (var (name, property) in map["properties"] as JsonObject ?? [])
            foreach (var rule in Rules(property, path.Length == 0 ? name : $"{path}.{name}"))
                yield return rule;
        foreach (var rule in Rules(map["items"], path + "[]").Concat(Rules(map["additionalProperties"], path + "{}"))) yield return rule;
    }
}
