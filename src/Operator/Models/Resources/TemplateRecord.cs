using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Resources;

/// <summary>
/// The pod template that a Deployment was made with, kept in an annotation beside it. The template itself is no record: whoever changes it
/// (<c>kubectl set image</c>) would change what it is compared with. A record counts only with its own hash.
/// </summary>
internal static class TemplateRecord
{
    /// <summary>The API server takes 256 KiB of annotations for an object; a template above this is not recorded.</summary>
    public const int MaxBytes = 128 * 1024;

    // The cache hands out the same text until the Deployment changes, so it is parsed and hashed once and not for every plan.
    private static readonly ConditionalWeakTable<string, Parsed> Known = [];

    /// <summary>Writes the record into an apply body.</summary>
    public static void Write(JsonObject body, JsonObject template)
    {
        ChildMetadata.Annotate(body, Labels.TemplateHash, AppliedHash.Of(template));
        if (Fits(template)) ChildMetadata.Annotate(body, Labels.Template, template.ToJsonString());
    }

    /// <summary>A template that can be recorded.</summary>
    public static bool Fits(JsonObject template) => Encoding.UTF8.GetByteCount(template.ToJsonString()) <= MaxBytes;

    /// <summary>The recorded template, a private copy; null when there is none or somebody changed it.</summary>
    public static JsonObject? Read(DeploymentFact? existing)
    {
        if (existing is not { TemplateRecord: { Length: <= MaxBytes } text, TemplateHash: { } hash }) return null;
        var (template, actual) = Known.GetValue(text, Parse);
        return actual == hash ? (JsonObject)template!.DeepClone() : null;
    }

    private static Parsed Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject template ? new(template, AppliedHash.Of(template)) : new(null, null);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return new(null, null);
        }
    }

    private sealed record Parsed(JsonObject? Template, string? Hash);
}
