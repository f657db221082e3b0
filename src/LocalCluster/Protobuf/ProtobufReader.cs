using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Protobuf;

/// <summary>
/// Reads Kubernetes objects in protobuf as JSON, by the field numbers of the built-in types. <c>kubectl create NAMESPACE</c> and its like
/// send nothing else.
/// </summary>
internal static class ProtobufReader
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int MaxDepth = JsonText.MaxDepth;
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Reads a framed object: magic, then <c>runtime.Unknown</c> with its type and bytes.</summary>
    /// <exception cref="FormatException">It is not one, or of a type that is not known.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic)) throw new FormatException("the body does not begin as Kubernetes protobuf does");
        string apiVersion = "", kind = "";
        ReadOnlySpan<byte> raw = default;
        var reader = new WireReader(body[Magic.Length..]);
        while (reader.TryReadTag(out var field, out var wire))
        {
            if (field == 1 && wire == WireType.Bytes) (apiVersion, kind) = TypeMeta(reader.ReadBytes());
            else if (field == 2 && wire == WireType.Bytes) raw = reader.ReadBytes();
            else reader.Skip(wire);
        }

        var type = TypeOf(apiVersion, kind) ?? throw new FormatException($"{kind} of {apiVersion} cannot be read as protobuf; send JSON");
        var value = new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind };
        ReadMessage(raw, type, value, 0);
        return value;
    }

    private static (string ApiVersion, string Kind) TypeMeta(ReadOnlySpan<byte> bytes)
    {
        string apiVersion = "", kind = "";
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(out var field, out var wire))
        {
            if (field == 1 && wire == WireType.Bytes) apiVersion = Encoding.UTF8.GetString(reader.ReadBytes());
            else if (field == 2 && wire == WireType.Bytes) kind = Encoding.UTF8.GetString(reader.ReadBytes());
            else reader.Skip(wire);
        }

        return (apiVersion, kind);
    }

    private static TypeSchema? TypeOf(string apiVersion, string kind)
    {
        if (kind == "DeleteOptions") return BuiltInTypes.Get("meta.v1.DeleteOptions");
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "core" : apiVersion[..slash].Split('.')[0];
        return BuiltInTypes.All.GetValueOrDefault($"{group}.{apiVersion[(slash + 1)..]}.{kind}");
    }

    private static void ReadMessage(ReadOnlySpan<byte> bytes, TypeSchema type, JsonObject into, int depth)
    {
        if (depth > MaxDepth) throw new FormatException($"deeper than {MaxDepth} levels");
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(out var number, out var wire))
        {
            var field = type.Wire.FirstOrDefault(one => one.Number == number);
            if (field is null) reader.Skip(wire);
            else if (field.Name.Length == 0) ReadMessage(reader.ReadBytes(), field.Schema, into, depth + 1);
            else ReadField(ref reader, wire, field, into, depth);
        }
    }

    private static void ReadField(ref WireReader reader, WireType wire, WireField field, JsonObject into, int depth)
    {
        var schema = field.Schema;
        if (schema.Type == SchemaType.Array)
        {
            if (into[field.Name] is not JsonArray list) into[field.Name] = list = [];
            ReadItem(ref reader, wire, schema.Items!, list, depth);
        }
        else if (schema.AdditionalProperties is { } values)
        {
            ReadEntry(reader.ReadBytes(), values, into.Make(field.Name), depth);
        }
        else if (ReadValue(ref reader, wire, schema, depth) is { } value)
        {
            into[field.Name] = value;
        }
    }

    private static void ReadItem(ref WireReader reader, WireType wire, TypeSchema item, JsonArray list, int depth)
    {
        if (wire != WireType.Bytes || item.Type is not (SchemaType.Integer or SchemaType.Boolean))
        {
            list.Add(ReadValue(ref reader, wire, item, depth));
            return;
        }

        // Numbers may be packed together.
        var packed = new WireReader(reader.ReadBytes());
        while (!packed.IsAtEnd) list.Add(ReadValue(ref packed, WireType.Varint, item, depth));
    }

    private static void ReadEntry(ReadOnlySpan<byte> bytes, TypeSchema values, JsonObject map, int depth)
    {
        var key = "";
        JsonNode? value = values.Type == SchemaType.String ? "" : null;
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(out var field, out var wire))
        {
            if (field == 1) key = Encoding.UTF8.GetString(reader.ReadBytes());
            else if (field == 2 && values.Type == SchemaType.Array) value = Wrapped(reader.ReadBytes(), values, depth);
            else if (field == 2) value = ReadValue(ref reader, wire, values, depth);
            else reader.Skip(wire);
        }

        map[key] = value;
    }

    // A list as the value of a map is a message of its own, with the items as field 1.
    private static JsonArray Wrapped(ReadOnlySpan<byte> bytes, TypeSchema list, int depth)
    {
        var items = new JsonArray();
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(out var field, out var wire))
        {
            if (field == 1) items.Add(ReadValue(ref reader, wire, list.Items!, depth));
            else reader.Skip(wire);
        }

        return items;
    }

    private static JsonNode? ReadValue(ref WireReader reader, WireType wire, TypeSchema schema, int depth)
    {
        switch (schema.Type)
        {
            case SchemaType.Boolean:
                return reader.ReadVarint() != 0;
            case SchemaType.Integer:
                return unchecked((long)reader.ReadVarint());
            case SchemaType.Number when wire == WireType.Fixed64:
                return BitConverter.UInt64BitsToDouble(reader.ReadFixed64());
            case SchemaType.Object when schema.Name.Length > 0:
                var message = new JsonObject();
                ReadMessage(reader.ReadBytes(), schema, message, depth + 1);
                return message;
            case SchemaType.IntOrString or SchemaType.Any or SchemaType.Object:
                return WellKnown.Read(reader.ReadBytes(), schema);
            case SchemaType.String when schema.Format is "date-time" or "micro-time" or "duration":
                return WellKnown.Read(reader.ReadBytes(), schema);
            case SchemaType.String when schema.Format == "byte":
                return Convert.ToBase64String(reader.ReadBytes());
            case SchemaType.String:
                return Encoding.UTF8.GetString(reader.ReadBytes());
            default:
                reader.Skip(wire);
                return null;
        }
    }
}
