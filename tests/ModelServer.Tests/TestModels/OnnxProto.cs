using System.Runtime.InteropServices;

namespace Modelwright.ModelServer.Tests.TestModels;

/// <summary>Builds ONNX messages by the field numbers of onnx.proto.</summary>
internal static class OnnxProto
{
    public static byte[] Model(byte[] graph, long opset = 17, long mlOpset = 3, params byte[][] functions)
    {
        var model = new ProtoWriter().Integer(1, 8).Text(2, "modelwright-tests").Bytes(7, graph)
            .Bytes(8, Opset("", opset)).Bytes(8, Opset("ai.onnx.ml", mlOpset)).Bytes(8, Opset("local", 1));
        return model.Messages(25, functions).ToArray();
    }

    public static byte[] Opset(string domain, long version) => new ProtoWriter().Text(1, domain).Integer(2, version).ToArray();

    public static byte[] Graph(
        IEnumerable<byte[]> nodes, IEnumerable<byte[]> inputs, IEnumerable<byte[]> outputs, params IEnumerable<byte[]> initializers) =>
        new ProtoWriter().Messages(1, nodes).Text(2, "g").Messages(5, initializers).Messages(11, inputs).Messages(12, outputs).ToArray();

    public static byte[] Node(string op, string[] inputs, string[] outputs, params byte[][] attributes) =>
        NodeOf("", op, inputs, outputs, attributes);

    public static byte[] NodeOf(string domain, string op, string[] inputs, string[] outputs, params byte[][] attributes) =>
        new ProtoWriter().Texts(1, inputs).Texts(2, outputs).Text(3, op + "_" + string.Join('_', outputs)).Text(4, op)
            .Messages(5, attributes).Text(7, domain).ToArray();

    public static byte[] Function(string domain, string name, string[] inputs, string[] outputs, params byte[][] nodes) =>
        new ProtoWriter().Text(1, name).Texts(4, inputs).Texts(5, outputs).Messages(7, nodes)
            .Bytes(9, Opset("", 17)).Bytes(9, Opset("local", 1)).Text(10, domain).ToArray();

    public static byte[] Attribute(string name, long value) => new ProtoWriter().Text(1, name).Integer(3, value).Integer(20, 2).ToArray();

    public static byte[] Attribute(string name, float value) => new ProtoWriter().Text(1, name).Single(2, value).Integer(20, 1).ToArray();

    public static byte[] Attribute(string name, string value) => new ProtoWriter().Text(1, name).Text(4, value).Integer(20, 3).ToArray();

    public static byte[] Attribute(string name, params long[] values) => new ProtoWriter().Text(1, name).Integers(8, values).Integer(20, 7)
        .ToArray();

    public static byte[] Attribute(string name, params float[] values)
    {
        var attribute = new ProtoWriter().Text(1, name);
        foreach (var value in values) attribute.Single(7, value);
        return attribute.Integer(20, 6).ToArray();
    }

    public static byte[] Attribute(string name, params string[] values) => new ProtoWriter().Text(1, name).Texts(9, values).Integer(20, 8)
        .ToArray();

    public static byte[] TensorAttribute(string name, byte[] tensor) => new ProtoWriter().Text(1, name).Bytes(5, tensor).Integer(20, 4)
        .ToArray();

    public static byte[] GraphAttribute(string name, byte[] graph) => new ProtoWriter().Text(1, name).Bytes(6, graph).Integer(20, 5)
        .ToArray();

    public static byte[] Tensor<T>(string name, int type, T[] values, params long[] dimensions)
        where T : unmanaged =>
        new ProtoWriter().Integers(1, dimensions).Integer(2, type).Text(8, name).Bytes(9, MemoryMarshal.AsBytes(values.AsSpan())).ToArray();

    public static byte[] Value(string name, byte[] type) => new ProtoWriter().Text(1, name).Bytes(2, type).ToArray();

    /// <summary>A tensor; dimensions are numbers, or names for those left open; null: the rank is left open.</summary>
    public static byte[] Value(string name, int type, params object[]? dimensions) => Value(name, TensorType(type, dimensions));

    public static byte[] TensorType(int type, params object[]? dimensions)
    {
        var tensor = new ProtoWriter().Integer(1, type);
        if (dimensions is not null) tensor.Bytes(2, new ProtoWriter().Messages(1, dimensions.Select(Dimension)).ToArray());
        return new ProtoWriter().Bytes(1, tensor.ToArray()).ToArray();
    }

    private static byte[] Dimension(object dimension) => dimension is string name
        ? new ProtoWriter().Text(2, name).ToArray()
        : new ProtoWriter().Integer(1, Convert.ToInt64(dimension, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
}
