using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Tests.Protobuf;

/// <summary>Writes objects as a Go client would, for the tests of the reader.</summary>
internal static class ProtobufWriter
{
    public static byte[] Frame(JsonObject value, TypeSchema type)
    {
        var typeMeta = Join(Bytes(1, Utf8(value.Text("apiVersion"))), Bytes(2, Utf8(value.Text("kind"))));
        return Join("k8s\0"u8.ToArray(), Bytes(1, typeMeta), Bytes(2, Message(value, type)));
    }

    private static byte[] Message(JsonObject value, TypeSchema type)
    {
        var parts = new List<byte[]>();
        foreach (var field in type.Wire)
        {
            if (field.Name.Length == 0) parts.Add(Bytes(field.Number, Message(value, field.Schema)));
            else if (value[field.Name] is { } member) parts.Add(Field(field.Number, member, field.Schema));
        }

        return Join([.. parts]);
    }

    private static byte[] Field(int number, JsonNode value, TypeSchema schema) => value switch
    {
        JsonArray list => Join([.. list.Select(item => Field(number, item!, schema.Items!))]),
        JsonObject map when schema.AdditionalProperties is { } values =>
            Join([.. map.Select(pair => Bytes(number, Join(Bytes(1, Utf8(pair.Key)), Field(2, pair.Value!, values))))]),
        JsonObject members when schema.Name.Length > 0 => Bytes(number, Message(members, schema)),
        _ => Scalar(number, value, schema),
    };

    private static byte[] Scalar(int number, JsonNode value, TypeSchema schema) => schema switch
    {
        { Type: SchemaType.Boolean } => Varint(number, value.Flag() == true ? 1UL : 0),
        { Type: SchemaType.Integer } => Varint(number, (ulong)value.Integer()!.Value),
        { Format: "quantity" } => Bytes(number, Bytes(1, Utf8(value.Text()))),
        { Format: "int-or-string" } when value.GetValueKind() == JsonValueKind.Number =>
            Bytes(number, Join(Varint(1, 0), Varint(2, (ulong)value.Integer()!.Value))),
        { Format: "int-or-string" } => Bytes(number, Join(Varint(1, 1), Bytes(3, Utf8(value.Text())))),
        { Format: "byte" } => Bytes(number, Convert.FromBase64String(value.Text()!)),
        { Format: "date-time" } => Bytes(number, Varint(1, (ulong)DateTimeOffset.Parse(value.Text()!, null).ToUnixTimeSeconds())),
        { Type: SchemaType.String } => Bytes(number, Utf8(value.Text())),
        _ => Bytes(number, Bytes(1, JsonText.Write(value))),
    };

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");

    private static byte[] Bytes(int number, byte[] content) => Join(Raw((ulong)((number << 3) | 2)), Raw((ulong)content.Length), content);

    private static byte[] Varint(int number, ulong value) => Join(Raw((ulong)(number << 3)), Raw(value));

    private static byte[] Raw(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
