using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modelwright.Cli.Import;

/// <summary>Writes a manifest as YAML.</summary>
internal static class ManifestYaml
{
    /// <summary>The text, ending in a line feed.</summary>
    public static string Write(JsonNode manifest)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, manifest);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(IEmitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                emitter.Emit(new MappingStart());
                foreach (var (name, value) in members)
                {
                    Emit(emitter, JsonValue.Create(name));
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray items:
                // Shapes and the like read best on one line.
                var flat = items.All(item => item is JsonValue);
                emitter.Emit(new SequenceStart(null, null, true, flat ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in items) Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                emitter.Emit(Scalar(node));
                break;
        }
    }

    // A text that YAML could take for something else is quoted; one that is plainly a name is not.
    private static Scalar Scalar(JsonNode? node)
    {
        if (node is null || node.GetValueKind() != JsonValueKind.String) return new Scalar(node?.ToJsonString() ?? "null");
        var text = node.GetValue<string>();
        var plain = text.Length > 0 && char.IsAsciiLetter(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
        return new Scalar(null, null, text, plain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, plain, !plain);
    }
}
