using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modelwright.CrdGen.Files;

/// <summary>Writes JSON as YAML, the same text for the same content: keys sorted, one style for each kind of scalar.</summary>
public static class Yaml
{
    private static readonly EmitterSettings Settings =
        new(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024);

    /// <summary>The documents, separated by <c>---</c>, under a comment.</summary>
    public static string Write(string comment, params IEnumerable<JsonObject> documents)
    {
        var parts = documents.Select(Document);
        return $"# {comment}\n" + string.Join("---\n", parts);
    }

    private static string Document(JsonObject document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(document, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(JsonNode? node, Emitter emitter)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    emitter.Emit(new Scalar(key));
                    Emit(value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list) Emit(item, emitter);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                var isText = node?.GetValueKind() == JsonValueKind.String;
                var scalar = isText ? (string)node! : node?.ToJsonString() ?? "null";
                var style = isText && NeedsQuotes(scalar) ? ScalarStyle.SingleQuoted : ScalarStyle.Plain;
                emitter.Emit(new Scalar(null, null, scalar, style, isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    /// <summary>
    /// Plain where that is unmistakable; YAML reads unquoted words such as <c>no</c>, <c>1e3</c> or <c>~</c> as something else.
    /// </summary>
    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || !char.IsAsciiLetter(text[0])
        || text.ToUpperInvariant() is "Y" or "N" or "YES" or "NO" or "ON" or "OFF" or "TRUE" or "FALSE" or "NULL"
        || !text.All(character => char.IsAsciiLetterOrDigit(character) || "-_./ ,()*'".Contains(character, StringComparison.Ordinal))
        || text[^1] == ' ';
}
