using System.IO.Compression;
using System.Text;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Tests.TestModels;
using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Tests.Inspection;

/// <summary>Files that are broken, or made to harm whoever loads them, with the reason each must be refused for.</summary>
internal static class HostileModels
{
    /// <summary>The cases by name.</summary>
    public static IReadOnlyDictionary<string, (ModelRefusal Refusal, byte[] File)> All { get; } = Cases()
        .ToDictionary(c => c.Name, c => (c.Refusal, c.File));

    private static byte[] Good => SmallModels.Linear();

    private static IEnumerable<(string Name, ModelRefusal Refusal, byte[] File)> Cases() =>
        Formats().Concat(Wire()).Concat(Shapes()).Concat(Tensors()).Concat(Structure()).Concat(Types());

    private static IEnumerable<(string, ModelRefusal, byte[])> Formats()
    {
        yield return ("empty", ModelRefusal.Empty, []);
        yield return ("zip archive", ModelRefusal.NotOnnx, Zip());
        yield return ("gzip data", ModelRefusal.NotOnnx, Gzip(Good));
        yield return ("python pickle", ModelRefusal.NotOnnx, [0x80, 0x04, 0x95, 0x10, 0, 0, 0, 0, 0, 0, 0, 0x8C]);
        yield return ("HDF5", ModelRefusal.NotOnnx, [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]);
        yield return ("ORT format", ModelRefusal.NotOnnx, [0x10, 0, 0, 0, .. "ORTM"u8, .. new byte[64]]);
        yield return ("ORT format inside ONNX", ModelRefusal.NotOnnx, [0x12, 0x7F, 0x61, 0x61, .. "ORTM"u8, .. new byte[121], .. Good]);
        yield return ("TensorFlow Lite", ModelRefusal.NotOnnx, [0x1C, 0, 0, 0, .. "TFL3"u8, .. new byte[64]]);
        yield return ("JSON", ModelRefusal.NotOnnx, "{\"model\": 1}"u8.ToArray());
        yield return ("HTML error page", ModelRefusal.NotOnnx, "<html><body>404</body></html>"u8.ToArray());
        yield return ("Git LFS pointer", ModelRefusal.NotOnnx,
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"u8.ToArray());
        yield return ("ELF program", ModelRefusal.NotOnnx, [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]);
    }

    private static IEnumerable<(string, ModelRefusal, byte[])> Wire()
    {
        yield return ("truncated", ModelRefusal.Malformed, Good[..(Good.Length / 2)]);
        yield return ("one byte short", ModelRefusal.Malformed, Good[..^1]);
        yield return ("text", ModelRefusal.Malformed, Encoding.UTF8.GetBytes("hello, this is not a model"));
        yield return ("random bytes", ModelRefusal.Malformed, [.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 7919) ^ (i >> 3)))]);
        yield return ("only zeros", ModelRefusal.Malformed, new byte[1024]);
        yield return ("endless integer", ModelRefusal.Malformed, [0x08, .. Enumerable.Repeat((byte)0xFF, 40)]);
        yield return ("length beyond the end", ModelRefusal.Malformed, new ProtoWriter().Varint((7 << 3) | 2).Varint(1UL << 40).ToArray());
        yield return ("length of 2^64 - 1", ModelRefusal.Malformed, new ProtoWriter().Varint((7 << 3) | 2).Varint(ulong.MaxValue)
            .ToArray());
        yield return ("group wire type", ModelRefusal.Malformed, [.. Good, (30 << 3 & 0x7F) | 0x80 | 3, 1]);
        yield return ("graph as an integer", ModelRefusal.Malformed, new ProtoWriter().Integer(1, 8).Integer(7, 5).ToArray());
        yield return ("two graphs", ModelRefusal.Malformed, [.. Good, .. new ProtoWriter().Bytes(7, Graph([], [], [])).ToArray()]);
        yield return ("two outputs of one name", ModelRefusal.Malformed, Model(Graph(
            [Node("Identity", ["x"], ["y"])], [Value("x", Element.Float, 1)],
            [Value("y", Element.Float, 1), Value("y", Element.Float, 1)])));
    }

    private static IEnumerable<(string, ModelRefusal, byte[])> Shapes()
    {
        yield return ("input of 4 terabytes", ModelRefusal.AbsurdShape, SmallModels.Identity(Element.Float, 1_000_000, 1_000_000));
        yield return ("input whose size overflows", ModelRefusal.AbsurdShape, SmallModels.Identity(Element.Float, 1L << 62, 1L << 62, 4));
        yield return ("overflow hidden by a zero", ModelRefusal.AbsurdShape,
            SmallModels.Identity(Element.Float, 0, long.MaxValue, long.MaxValue));
        yield return ("negative dimension", ModelRefusal.AbsurdShape, SmallModels.Identity(Element.Float, -5, 3));
        yield return ("a hundred dimensions", ModelRefusal.AbsurdShape,
            SmallModels.Identity(Element.Float, [.. Enumerable.Repeat((object)1, 100)]));
        yield return ("constant of 8 terabytes", ModelRefusal.AbsurdShape, Model(Graph(
            [Node("ConstantOfShape", ["s"], ["y"])], [], [Value("y", Element.Float, null)], Tensor("s", Element.Int64, [1L << 40], 1))));
        yield return ("expanded to 4 terabytes", ModelRefusal.AbsurdShape, Model(Graph(
            [Node("Constant", [], ["s"], Attribute("value_ints", 1L << 20, 1L << 20)), Node("Expand", ["x", "s"], ["y"])],
            [Value("x", Element.Float, 1)], [Value("y", Element.Float, null)])));
        yield return ("sparse tensor of 8 terabytes", ModelRefusal.AbsurdShape, Model([
            .. Graph([Node("Identity", ["w"], ["y"])], [], [Value("y", Element.Float, null)]),
            .. new ProtoWriter().Bytes(15, new ProtoWriter().Bytes(1, Tensor("w", Element.Float, [1f], 1))
                .Bytes(2, Tensor("i", Element.Int64, [0L], 1))
                .Integers(3, [1L << 20, 1L << 20]).ToArray()).ToArray()]));
    }

    private static IEnumerable<(string, ModelRefusal, byte[])> Tensors()
    {
        yield return ("weights shorter than their shape", ModelRefusal.InconsistentTensor,
            WithWeights(Tensor("w", Element.Float, [1f, 2f], 1_000_000)));
        yield return ("weights of 4 exabytes", ModelRefusal.InconsistentTensor,
            WithWeights(Tensor("w", Element.Float, [1f, 2f], 1L << 60)));
        yield return ("weights longer than their shape", ModelRefusal.InconsistentTensor,
            WithWeights(Tensor("w", Element.Float, [1f, 2f, 3f], 1)));
        yield return ("typed weights shorter than their shape", ModelRefusal.InconsistentTensor, WithWeights(
            new ProtoWriter().Integer(1, 50).Integer(2, Element.Float).Single(4, 1f).Text(8, "w").ToArray()));
        yield return ("weights whose size overflows", ModelRefusal.AbsurdShape,
            WithWeights(Tensor("w", Element.Float, [1f], long.MaxValue, long.MaxValue)));
        yield return ("weights with a negative dimension", ModelRefusal.AbsurdShape, WithWeights(Tensor("w", Element.Float, [1f], -1)));
        yield return ("weights of an unknown type", ModelRefusal.InconsistentTensor, WithWeights(Tensor("w", 99, [1f], 1)));
        yield return ("strings as raw data", ModelRefusal.InconsistentTensor, WithWeights(Tensor("w", Element.String, [1f], 1)));
        yield return ("external data", ModelRefusal.ExternalData, WithWeights(External("weights.bin")));
        yield return ("external data in /etc/passwd", ModelRefusal.ExternalData, WithWeights(External("/etc/passwd")));
        yield return ("external data above the folder", ModelRefusal.ExternalData, WithWeights(External("../../../etc/shadow")));
        yield return ("external data in an attribute", ModelRefusal.ExternalData, Model(Graph(
            [Node("Constant", [], ["y"], TensorAttribute("value", External("x.bin")))], [], [Value("y", Element.Float, 1)])));
        yield return ("external data in a branch", ModelRefusal.ExternalData, Model(Graph(
            [Node("If", ["c"], ["y"], GraphAttribute("then_branch", Graph([], [], [Value("w", Element.Float, 1)], External("w"))))],
            [Value("c", Element.Bool)], [Value("y", Element.Float, 1)])));
    }

    private static IEnumerable<(string, ModelRefusal, byte[])> Structure()
    {
        yield return ("no graph", ModelRefusal.NoGraph, new ProtoWriter().Integer(1, 8).Text(2, "me").ToArray());
        yield return ("no outputs", ModelRefusal.NoGraph,
            Model(Graph([Node("Identity", ["x"], ["y"])], [Value("x", Element.Float, 1)], [])));
        yield return ("graphs nested 40 deep", ModelRefusal.TooDeep, Model(NestedGraph(40)));
        yield return ("graphs nested 5000 deep", ModelRefusal.TooDeep, Model(NestedGraph(5000)));
        yield return ("types nested 5000 deep", ModelRefusal.TooDeep, Model(Graph(
            [Node("Identity", ["x"], ["y"])], [Value("x", NestedType(5000))], [Value("y", NestedType(1))])));
        yield return ("function that contains itself", ModelRefusal.TooDeep, Model(
            Graph([NodeOf("local", "F", ["x"], ["y"])], [Value("x", Element.Float, 1)], [Value("y", Element.Float, 1)]),
            functions: Function("local", "F", ["x"], ["y"], NodeOf("local", "F", ["x"], ["y"]))));
        yield return ("functions that expand to 10^12 nodes", ModelRefusal.TooComplex, Model(
            Graph([NodeOf("local", "F12", ["x"], ["y"])], [Value("x", Element.Float, 1)], [Value("y", Element.Float, 1)]),
            functions: Exponential()));
        yield return ("a million nodes", ModelRefusal.TooComplex, Model(Graph(
            Enumerable.Repeat(new ProtoWriter().Text(4, "Relu").ToArray(), 1_000_000), [], [Value("y", Element.Float, 1)])));
        yield return ("custom operator", ModelRefusal.UnknownOperators, Model(Graph(
            [NodeOf("com.evil", "Exec", ["x"], ["y"])], [Value("x", Element.Float, 1)], [Value("y", Element.Float, 1)])));
        yield return ("custom operator in a function", ModelRefusal.UnknownOperators, Model(
            Graph([NodeOf("local", "F", ["x"], ["y"])], [Value("x", Element.Float, 1)], [Value("y", Element.Float, 1)]),
            functions: Function("local", "F", ["x"], ["y"], NodeOf("ai.onnx.contrib", "PyOp", ["x"], ["y"]))));
        yield return ("compiled code in another file", ModelRefusal.ExternalData, Model(Graph(
            [NodeOf("com.microsoft", "EPContext", ["x"], ["y"], Attribute("ep_cache_context", "/tmp/x.bin"))],
            [Value("x", Element.Float, 1)], [Value("y", Element.Float, 1)])));
    }

    private static IEnumerable<(string, ModelRefusal, byte[])> Types()
    {
        yield return ("complex numbers", ModelRefusal.UnsupportedType, SmallModels.Identity(Element.Complex64, "N"));
        yield return ("8-bit floats", ModelRefusal.UnsupportedType, SmallModels.Identity(17, "N"));
        yield return ("4-bit integers", ModelRefusal.UnsupportedType, SmallModels.Identity(22, "N"));
        yield return ("element type 77", ModelRefusal.UnsupportedType, SmallModels.Identity(77, "N"));
        yield return ("input that is a sequence", ModelRefusal.UnsupportedType, Model(Graph(
            [Node("Identity", ["x"], ["y"])], [Value("x", NestedType(1))], [Value("y", NestedType(1))])));
        yield return ("input without a name", ModelRefusal.UnsupportedType, Model(Graph(
            [Node("Identity", [""], ["y"])], [Value("", Element.Float, 1)], [Value("y", Element.Float, 1)])));
        yield return ("input name of 5000 bytes", ModelRefusal.UnsupportedType, Model(Graph(
            [Node("Identity", [new string('x', 5000)], ["y"])], [Value(new string('x', 5000), Element.Float, 1)],
            [Value("y", Element.Float, 1)])));
        yield return ("5000 outputs", ModelRefusal.TooComplex, Model(Graph(
            [Node("Identity", ["x"], ["y"])], [Value("x", Element.Float, 1)], Enumerable.Range(0, 5000)
                .Select(i => Value($"y{i}", Element.Float, 1)))));
    }

    private static byte[] WithWeights(byte[] weights) => Model(Graph(
        [Node("Add", ["x", "w"], ["y"])], [Value("x", Element.Float, "N")], [Value("y", Element.Float, "N")], weights));

    private static byte[] External(string location) => new ProtoWriter().Integer(1, 4).Integer(2, Element.Float).Text(8, "w")
        .Bytes(13, new ProtoWriter().Text(1, "location").Text(2, location).ToArray()).Integer(14, 1).ToArray();

    private static byte[] NestedGraph(int depth)
    {
        var graph = Graph([Node("Identity", ["x"], ["y"])], [], [Value("y", Element.Float, 1)]);
        for (var i = 0; i < depth; i++) graph = Graph([Node("If", ["c"], ["y"], GraphAttribute("then_branch", graph))], [],
            [Value("y", Element.Float, 1)]);
        return graph;
    }

    private static byte[] NestedType(int depth)
    {
        var type = TensorType(Element.Float, 1);
        for (var i = 0; i < depth; i++) type = new ProtoWriter().Bytes(4, new ProtoWriter().Bytes(1, type).ToArray()).ToArray();
        return type;
    }

    private static byte[][] Exponential() =>
    [
        .. Enumerable.Range(1, 12).Select(level => Function(
            "local", $"F{level}", ["x"], ["y"],
            [.. Enumerable.Range(0, 10)
                .Select(i => NodeOf(level == 1 ? "" : "local", level == 1 ? "Relu" : $"F{level - 1}", ["x"], [i == 9 ? "y" : $"t{i}"]))])),
    ];

    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("model.onnx").Open()) entry.Write(Good);
        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(data);
        return stream.ToArray();
    }
}
