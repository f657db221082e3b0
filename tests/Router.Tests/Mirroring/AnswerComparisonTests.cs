using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Google.Protobuf;
using Modelwright.Router.Metrics;
using Modelwright.Router.Mirroring;
using Modelwright.Router.Tests.Protos;

namespace Modelwright.Router.Tests.Mirroring;

public sealed class AnswerComparisonTests
{
    private const string Real = """
        {"model_name":"fraud","model_version":"a","id":"1","outputs":[
         {"name":"p","datatype":"FP32","shape":[2,2],"data":[0.25,0.75,100.0,-3]},
         {"name":"label","datatype":"INT64","shape":[2],"data":[5000,1]},
         {"name":"name","datatype":"BYTES","shape":[2],"data":["good","bäd"]}]}
        """;

    public static TheoryData<string, string, MirrorOutcome> Changes => new()
    {
        { "", "", MirrorOutcome.Agreed },
        { "\"model_version\":\"a\",\"id\":\"1\"", "\"model_version\":\"b\"", MirrorOutcome.Agreed },
        { "[0.25,0.75,100.0,-3]", "[[2.5e-1, 0.750],\n[100, -3.0]]", MirrorOutcome.Agreed },
        { "0.25", "0.2509", MirrorOutcome.Agreed },
        { "0.25", "0.2512", MirrorOutcome.Disagreed },
        { "100.0", "100.09", MirrorOutcome.Agreed },
        { "100.0", "100.2", MirrorOutcome.Disagreed },
        { "0.25", "null", MirrorOutcome.Disagreed },
        { "0.25", "\"Infinity\"", MirrorOutcome.Disagreed },
        { "5000", "5001", MirrorOutcome.Disagreed },
        { "\"good\"", "\"bad\"", MirrorOutcome.Disagreed },
        { "\"bäd\"", "\"b\\u00e4d\"", MirrorOutcome.Agreed },
        { "[2,2]", "[4]", MirrorOutcome.Disagreed },
        { "\"FP32\"", "\"FP64\"", MirrorOutcome.Disagreed },
        { "\"name\":\"p\"", "\"name\":\"q\"", MirrorOutcome.Disagreed },
        { ",-3]", "]", MirrorOutcome.Disagreed },
        { "\"outputs\"", "\"outcomes\"", MirrorOutcome.Disagreed },
        { "]}]}", "]},{\"name\":\"more\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}", MirrorOutcome.Disagreed },
        { "{", "", MirrorOutcome.Disagreed },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Outputs_count_and_not_their_form(string old, string other, MirrorOutcome outcome)
    {
        var at = Real.IndexOf(old, StringComparison.Ordinal);
        var changed = Real[..at] + other + Real[(at + old.Length)..];
        Judge(Json(Real), Json(changed)).ShouldBe(outcome);
        Judge(Json(changed), Json(Real)).ShouldBe(outcome);
    }

    [Fact]
    public void Order_of_outputs_does_not_count()
    {
        const string a = """{"name":"a","datatype":"BOOL","shape":[1],"data":[true]}""";
        const string b = """{"name":"b","datatype":"BOOL","shape":[1],"data":[false]}""";
        string Body(string outputs) => $$"""{"outputs":[{{outputs}}]}""";
        Judge(Json(Body($"{a},{b}")), Json(Body($"{b},{a}"))).ShouldBe(MirrorOutcome.Agreed);
        Judge(Json(Body($"{a},{a}")), Json(Body($"{a},{b}"))).ShouldBe(MirrorOutcome.Disagreed);
    }

    [Fact]
    public void Numbers_agree_exactly_within_the_tolerance() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[-2, 2], Gen.Double[0, 1]).Sample((value, factor, tolerance) =>
        {
            var other = value + (factor * tolerance * Math.Max(1, Math.Abs(value)));
            var near = Math.Abs(value - other) <= tolerance * Math.Max(1, Math.Max(Math.Abs(value), Math.Abs(other)));
            Judge(Json(One(value)), Json(One(other)), tolerance).ShouldBe(near ? MirrorOutcome.Agreed : MirrorOutcome.Disagreed);
        });

    [Fact]
    public void Binary_tensors_are_compared_by_their_type_and_with_JSON()
    {
        var floats = new byte[8];
        BinaryPrimitives.WriteSingleLittleEndian(floats, 0.25f);
        BinaryPrimitives.WriteSingleLittleEndian(floats.AsSpan(4), float.NaN);
        var near = floats.ToArray();
        BinaryPrimitives.WriteSingleLittleEndian(near, 0.2505f);
        var far = floats.ToArray();
        BinaryPrimitives.WriteSingleLittleEndian(far.AsSpan(4), 1f);
        Judge(Binary("FP32", 2, floats), Binary("FP32", 2, near)).ShouldBe(MirrorOutcome.Agreed);
        Judge(Binary("FP32", 2, floats), Binary("FP32", 2, far)).ShouldBe(MirrorOutcome.Disagreed);
        Judge(Binary("INT32", 2, floats), Binary("INT32", 2, near)).ShouldBe(MirrorOutcome.Disagreed);
        Judge(Binary("FP32", 2, floats),
            Json("""{"outputs":[{"name":"p","datatype":"FP32","shape":[2],"data":[0.25,null]}]}""")).ShouldBe(MirrorOutcome.Agreed);
        byte[] texts = [2, 0, 0, 0, 104, 105, 0, 0, 0, 0];
        Judge(Binary("BYTES", 2, texts),
            Json("""{"outputs":[{"name":"p","datatype":"BYTES","shape":[2],"data":["hi",""]}]}""")).ShouldBe(MirrorOutcome.Agreed);
        // More or fewer bytes than announced are no such answer, and other bytes are another answer.
        Judge(Binary("FP32", 2, floats), Binary("FP32", 2, near, announced: 7)).ShouldBe(MirrorOutcome.Disagreed);
        Judge(Binary("FP32", 2, floats), Binary("FP32", 2, near, announced: -1)).ShouldBe(MirrorOutcome.Disagreed);
        Judge(Binary("FP32", 2, floats), Binary("FP32", 2, near) with { JsonLength = "999" }).ShouldBe(MirrorOutcome.Disagreed);
    }

    [Theory]
    [InlineData("FP16", new byte[] { 0x00, 0x38 }, "0.5")]
    [InlineData("BF16", new byte[] { 0x00, 0xC0 }, "-2")]
    [InlineData("FP64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F }, "1")]
    [InlineData("BOOL", new byte[] { 1 }, "true")]
    [InlineData("INT8", new byte[] { 0xFE }, "-2")]
    [InlineData("UINT8", new byte[] { 0xFE }, "254")]
    [InlineData("INT16", new byte[] { 0xFE, 0xFF }, "-2")]
    [InlineData("UINT16", new byte[] { 0xFE, 0xFF }, "65534")]
    [InlineData("INT32", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, "-2")]
    [InlineData("UINT32", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF }, "4294967294")]
    [InlineData("INT64", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "-2")]
    [InlineData("UINT64", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "18446744073709551614")]
    public void Every_type_is_read_as_its_JSON(string datatype, byte[] bytes, string json)
    {
        string Body(string value) =>
            $$"""{"outputs":[{"name":"p","datatype":"{{datatype}}","shape":[1],"data":[{{value}}]}]}""";
        Judge(Binary(datatype, 1, bytes), Json(Body(json)), 0).ShouldBe(MirrorOutcome.Agreed);
        Judge(Binary(datatype, 1, bytes), Json(Body(datatype == "BOOL" ? "false" : "3")), 0).ShouldBe(MirrorOutcome.Disagreed);
    }

    [Fact]
    public void Calls_are_compared_by_their_tensors_raw_or_typed()
    {
        Judge(Call(Typed(0.25f)), Call(Typed(0.2505f))).ShouldBe(MirrorOutcome.Agreed);
        Judge(Call(Typed(0.25f)), Call(Typed(0.26f))).ShouldBe(MirrorOutcome.Disagreed);
        var raw = Typed(0.25f);
        raw.Outputs[0].Contents = null;
        raw.RawOutputContents.Add(ByteString.CopyFrom(BitConverter.GetBytes(0.25f)));
        Judge(Call(Typed(0.25f)), Call(raw)).ShouldBe(MirrorOutcome.Agreed);
        Judge(Call(Typed(0.25f)), Call(Typed(0.25f)) with { Body = (byte[])[1, 0, 0, 0, 0] }).ShouldBe(MirrorOutcome.Disagreed);
        Judge(Call(Typed(0.25f)), Call(Typed(0.25f)) with { Body = (byte[])[0, 0, 0, 0, 1, 255] }).ShouldBe(MirrorOutcome.Disagreed);
    }

    [Theory]
    [InlineData(200, 200, MirrorOutcome.Agreed)]
    [InlineData(200, 500, MirrorOutcome.Failed)]
    [InlineData(200, 400, MirrorOutcome.Disagreed)]
    [InlineData(500, 200, MirrorOutcome.Disagreed)]
    [InlineData(400, 500, MirrorOutcome.Agreed)]
    [InlineData(404, 400, MirrorOutcome.Agreed)]
    public void Only_one_success_is_a_disagreement(int real, int copy, MirrorOutcome outcome) =>
        Judge(Json(Real) with { Status = real }, Json(Real) with { Status = copy }).ShouldBe(outcome);

    [Theory]
    [InlineData(0, 13, MirrorOutcome.Failed)]
    [InlineData(0, 3, MirrorOutcome.Disagreed)]
    [InlineData(3, 13, MirrorOutcome.Agreed)]
    [InlineData(13, 0, MirrorOutcome.Disagreed)]
    public void Only_one_successful_call_is_a_disagreement(int real, int copy, MirrorOutcome outcome) =>
        Judge(Call(Typed(1)) with { CallStatus = real }, Call(Typed(1)) with { CallStatus = copy }).ShouldBe(outcome);

    [Fact]
    public void Body_that_was_too_large_is_not_compared()
    {
        Judge(Json(Real) with { Body = null }, Json(Real)).ShouldBe(MirrorOutcome.Skipped);
        Judge(Json(Real), Json(Real) with { Body = null }).ShouldBe(MirrorOutcome.Skipped);
        Judge(Json(Real), Json(Real) with { Body = null, Status = 500 }).ShouldBe(MirrorOutcome.Failed);
    }

    [Fact]
    public void Packed_bodies_are_unpacked_as_far_as_they_are_known_and_small()
    {
        Judge(Packed(Real, "gzip"), Json(Real + " ")).ShouldBe(MirrorOutcome.Agreed);
        Judge(Packed(Real, "br"), Packed(Real + " ", "gzip")).ShouldBe(MirrorOutcome.Agreed);
        Judge(Packed(Real, "deflate"), Json(Real.Replace("0.25", "0.5", StringComparison.Ordinal))).ShouldBe(MirrorOutcome.Disagreed);
        Judge(Json(Real) with { ContentEncoding = "zstd" }, Json(Real)).ShouldBe(MirrorOutcome.Skipped);
        Judge(Json(Real) with { ContentEncoding = "gzip" }, Json(Real)).ShouldBe(MirrorOutcome.Skipped);
        Judge(Packed(new string(' ', ContentDecoding.MaxBytes + 1), "gzip"), Json(Real)).ShouldBe(MirrorOutcome.Skipped);
    }

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{ "b": 2, "a": 1 }""", MirrorOutcome.Agreed)]
    [InlineData("""{"a":1}""", """{"a":2}""", MirrorOutcome.Disagreed)]
    [InlineData("text", "text", MirrorOutcome.Agreed)]
    [InlineData("text", "other", MirrorOutcome.Disagreed)]
    [InlineData("", "", MirrorOutcome.Agreed)]
    [InlineData("""{"outputs":7}""", """{"outputs":8}""", MirrorOutcome.Disagreed)]
    public void Anything_else_is_compared_as_JSON_or_by_its_bytes(string real, string copy, MirrorOutcome outcome) =>
        Judge(Json(real), Json(copy)).ShouldBe(outcome);

    [Fact]
    public void No_bytes_make_the_comparison_fail() => Gen.Byte.Array[0, 64].Sample(bytes =>
    {
        foreach (var other in (Answer[])[Json(Real) with { Body = bytes }, Binary("FP32", 2, bytes), Call(Typed(1)) with { Body = bytes }])
            Judge(Json(Real), other).ShouldBe(MirrorOutcome.Disagreed);
    });

    private static MirrorOutcome Judge(Answer real, Answer copy, double tolerance = 0.001) => AnswerComparison.Judge(real, copy, tolerance);

    private static string One(double value) =>
        $$"""{"outputs":[{"name":"p","datatype":"FP64","shape":[1],"data":[{{value.ToString("R", CultureInfo.InvariantCulture)}}]}]}""";

    private static Answer Json(string text) => new(200, "application/json", null, null, null, Encoding.UTF8.GetBytes(text));

    private static Answer Binary(string datatype, int count, byte[] bytes, int? announced = null)
    {
        var head = Encoding.UTF8.GetBytes($$"""
            {"outputs":[{"parameters":{"binary_data_size":{{announced ?? bytes.Length}} },
                         "name":"p","datatype":"{{datatype}}","shape":[{{count}}]}]}
            """);
        return new(200, "application/octet-stream", null, $"{head.Length}", null, (byte[])[.. head, .. bytes]);
    }

    private static Answer Packed(string text, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream pack = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
            pack.Write(Encoding.UTF8.GetBytes(text));
        return Json("") with { ContentEncoding = encoding, Body = packed.ToArray() };
    }

    private static ModelInferResponse Typed(float value) => new()
    {
        ModelName = "fraud",
        Id = $"{value}",
        Outputs =
        {
            new InferOutputTensor { Name = "p", Datatype = "FP32", Shape = { 1 }, Contents = new() { Fp32Contents = { value } } },
        },
    };

    private static Answer Call(ModelInferResponse message)
    {
        var bytes = message.ToByteArray();
        var body = new byte[bytes.Length + 5];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), bytes.Length);
        bytes.CopyTo(body, 5);
        return new(200, "application/grpc", null, null, 0, body);
    }
}
