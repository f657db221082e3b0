using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Modelwright.LocalCluster.Json;

/// <summary>YAML in, as JSON: the core schema's scalars, bounded depth, no aliases (they could multiply), no tags.</summary>
public static class YamlText
{
    /// <summary>Parses the first document of a text; JSON is YAML too.</summary>
    /// <exception cref="FormatException">The text is not YAML, or uses what is not supported.</exception>
    public static JsonNode? Parse(string text, ICollection<string>? duplicates = null)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return null;
            return Value(parser, "", 0, duplicates);
        }
        catch (YamlException error)
        {
            throw new FormatException($"line {error.Start.Line}: {error.Message}", error);
        }
    }

    private static JsonNode? Value(IParser parser, string path, int depth, ICollection<string>? duplicates)
    {
        if (depth > JsonText.MaxDepth) throw new FormatException($"deeper than {JsonText.MaxDepth} levels");
        if (parser.TryConsume<Scalar>(out var scalar)) return Scalar(scalar);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Value(parser, $"{path}[{list.Count}]", depth + 1, duplicates));
            return list;
        }

        if (!parser.TryConsume<MappingStart>(out _))
            throw new FormatException($"line {parser.Current?.Start.Line}: aliases are not supported");
        var result = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
                throw new FormatException($"line {parser.Current?.Start.Line}: a key must be a scalar");
            var inner = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            if (result.ContainsKey(key.Value)) duplicates?.Add(inner);
            result[key.Value] = Value(parser, inner, depth + 1, duplicates);
        }

        return result;
    }

    private static JsonValue? Scalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted or ScalarStyle.Literal or ScalarStyle.Folded
            || scalar.Tag == "tag:yaml.org,2002:str")
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue? Number(string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.')) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return JsonValue.Create(integer);
        if (text.StartsWith("0x", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out integer))
        {
            return JsonValue.Create(integer);
        }

        const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Real, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? JsonValue.Create(real) : null;
    }
}
