using System.Text.Json;
using Modelwright.ModelServer.Tests.Hosting;
using Modelwright.ModelServer.Tests.TestModels;

namespace Modelwright.ModelServer.Tests.Rest;

/// <summary>Each datatype in and out, at its limits, by a model that gives back what it gets.</summary>
public sealed class InferTypesTests
{
    [Theory]
    [InlineData(Element.Bool, "BOOL", "true,false,true", "true,false,true")]
    [InlineData(Element.Int8, "INT8", "-128,127,-0", "-128,127,0")]
    [InlineData(Element.Int16, "INT16", "-32768,32767,1", "-32768,32767,1")]
    [InlineData(Element.Int32, "INT32", "-2147483648,2147483647,0", "-2147483648,2147483647,0")]
    [InlineData(Element.Int64, "INT64", "-9223372036854775808,9223372036854775807,5", "-9223372036854775808,9223372036854775807,5")]
    [InlineData(Element.UInt8, "UINT8", "0,255,-0", "0,255,0")]
    [InlineData(Element.UInt16, "UINT16", "0,65535,7", "0,65535,7")]
    [InlineData(Element.UInt32, "UINT32", "0,4294967295,7", "0,4294967295,7")]
    [InlineData(Element.UInt64, "UINT64", "0,18446744073709551615,7", "0,18446744073709551615,7")]
    [InlineData(Element.Float, "FP32", "3.4028235e38,1e-45,-0", "3.4028235E+38,1E-45,-0")]
    [InlineData(Element.Double, "FP64", "1.7976931348623157e308,5e-324,0.1", "1.7976931348623157E+308,5E-324,0.1")]
    [InlineData(Element.String, "BYTES", "\"\",\"\\u00e9\\n\\\"\\\\\\/\",\"\\ud83d\\ude00\\u0000x\"",
        "\"\",\"é\\u000a\\\"\\\\/\",\"😀\\u0000x\"")]
    public async Task Infer_gives_back_the_limits_of_every_type(int element, string datatype, string data, string expected)
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(element, "N"));
        var answer = await server.InferAsync(Request(datatype, "[3]", $"[{data}]"));
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldBe(
            $$"""{"model_name":"m","model_version":"v1","outputs":"""
                + $$"""[{"name":"y","datatype":"{{datatype}}","shape":[3],"data":[{{expected}}]}]}""");
    }

    [Theory]
    [InlineData(Element.Bool, "BOOL", "1")]
    [InlineData(Element.Bool, "BOOL", "\"true\"")]
    [InlineData(Element.Bool, "BOOL", "truex")]
    [InlineData(Element.Int8, "INT8", "128")]
    [InlineData(Element.Int8, "INT8", "-129")]
    [InlineData(Element.Int16, "INT16", "32768")]
    [InlineData(Element.Int32, "INT32", "2147483648")]
    [InlineData(Element.Int64, "INT64", "9223372036854775808")]
    [InlineData(Element.Int64, "INT64", "-9223372036854775809")]
    [InlineData(Element.Int64, "INT64", "1.0")]
    [InlineData(Element.Int64, "INT64", "1e3")]
    [InlineData(Element.Int64, "INT64", "00")]
    [InlineData(Element.UInt8, "UINT8", "256")]
    [InlineData(Element.UInt8, "UINT8", "-1")]
    [InlineData(Element.UInt64, "UINT64", "18446744073709551616")]
    [InlineData(Element.UInt64, "UINT64", "-1")]
    [InlineData(Element.Double, "FP64", "1e309")]
    [InlineData(Element.String, "BYTES", "5")]
    [InlineData(Element.String, "BYTES", "\"\\ud800\"")]
    [InlineData(Element.String, "BYTES", "\"\\x\"")]
    [InlineData(Element.String, "BYTES", "null")]
    public async Task Infer_refuses_what_the_type_cannot_hold(int element, string datatype, string value)
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(element, "N"));
        var answer = await server.InferAsync(Request(datatype, "[1]", $"[{value}]"));
        answer.Status.ShouldBe(400, answer.Text);
        answer.Error().ShouldContain("input 'x'");
    }

    [Theory]
    [InlineData("[]", "5", "[]", "5")]
    [InlineData("[]", "[5]", "[]", "5")]
    [InlineData("[1]", "[5]", "[1]", "5")]
    [InlineData("[0]", "[]", "[0]", "")]
    [InlineData("[2,0,3]", "[]", "[2,0,3]", "")]
    [InlineData("[2,0,3]", "[[],[]]", "[2,0,3]", "")]
    [InlineData("[0,3]", "[]", "[0,3]", "")]
    [InlineData("[2,2,0]", "[[[],[]],[[],[]]]", "[2,2,0]", "")]
    [InlineData("[2,2]", "[1,2,3,4]", "[2,2]", "1,2,3,4")]
    [InlineData("[2,2]", "[[1,2],[3,4]]", "[2,2]", "1,2,3,4")]
    [InlineData("[1,2,2]", "[[[1,2],[3,4]]]", "[1,2,2]", "1,2,3,4")]
    [InlineData("[2,1,1,2]", "[[[[1,2]]],[[[3,4]]]]", "[2,1,1,2]", "1,2,3,4")]
    public async Task Infer_takes_flat_nested_scalar_and_empty_data(string shape, string data, string expectedShape, string expected)
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(Element.Int32, null));
        var answer = await server.InferAsync(Request("INT32", shape, data));
        answer.Status.ShouldBe(200, answer.Text);
        answer.Text.ShouldContain($"\"shape\":{expectedShape},\"data\":[{expected}]");
    }

    [Theory]
    [InlineData("[2,2]", "[[1,2,3,4]]")]
    [InlineData("[2,2]", "[[1,2],[3]]")]
    [InlineData("[2,2]", "[[1,2],3,4]")]
    [InlineData("[2,2]", "[1,2,[3,4]]")]
    [InlineData("[2,2]", "[[1,2],[3,4],[5,6]]")]
    [InlineData("[2,2]", "[[[1,2]],[[3,4]]]")]
    [InlineData("[2,0,3]", "[[],[],[]]")]
    [InlineData("[0]", "[1]")]
    [InlineData("[]", "[1,2]")]
    [InlineData("[]", "[]")]
    [InlineData("[2,2,2]", "[[1,2,3,4],[5,6,7,8]]")]
    public async Task Infer_refuses_data_nested_otherwise_than_the_shape_says(string shape, string data)
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(Element.Int32, null));
        (await server.InferAsync(Request("INT32", shape, data))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Infer_half_precision_names_the_binary_extension()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(Element.Float16, "N"));
        (await server.GetAsync("/v2/models/m")).Text.ShouldContain("\"datatype\":\"FP16\"");
        var answer = await server.InferAsync(Request("FP16", "[1]", "[1]"));
        answer.Status.ShouldBe(400);
        answer.Error().ShouldContain("FP16 has no JSON form; it travels only with the binary tensor data extension");
    }

    [Fact]
    public async Task Infer_output_that_is_not_finite_is_answered_500_with_the_element()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Reciprocal());
        var answer = await server.InferAsync(Request("FP32", "[3]", "[1,2,0]"));
        answer.Status.ShouldBe(500);
        answer.Error().ShouldContain("NaN or infinity in output 'y' (element 2)");
        (await server.InferAsync(Request("FP32", "[1]", "[4]"))).Text.ShouldContain("0.25");
    }

    [Fact]
    public async Task Infer_value_that_the_operators_refuse_is_answered_400_with_OnnxRuntimes_message()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Gather());
        var answer = await server.InferAsync(Request("INT64", "[2]", "[0,7]").Replace("\"x\"", "\"index\"", StringComparison.Ordinal));
        answer.Status.ShouldBe(400, answer.Text);
        answer.Error().ShouldContain("out of data bounds");
    }

    [Fact]
    public async Task Infer_takes_several_inputs_in_any_order()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Several());
        var answer = await server.InferAsync("""
            {"inputs":[{"name":"flag","shape":[2],"datatype":"BOOL","data":[true,false]},
                       {"name":"b","shape":[2],"datatype":"FP64","data":[0.25,1e300]},
                       {"name":"a","shape":[2],"datatype":"FP64","data":[0.5,-1e300]}]}
            """);
        var data = answer.Json.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("data").GetRawText());
        data.ShouldBe(["[0.75,0]", "[0.25,-2E+300]", "[false,true]"]);
    }

    [Fact]
    public async Task Infer_large_answer_arrives_whole_also_in_gzip()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(Element.Float, "N"));
        var random = new Random(7);
        var values = Enumerable.Range(0, 100_000).Select(_ => random.NextSingle()).ToArray();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            inputs = new[] { new { name = "x", shape = new[] { values.Length }, datatype = "FP32", data = values } },
        });
        var plain = await server.InferAsync(body);
        plain.Json.GetProperty("outputs")[0].GetProperty("data").Deserialize<float[]>().ShouldBe(values);
        var packed = await server.InferAsync(Gzip.Pack(body), request =>
        {
            request.Content!.Headers.ContentEncoding.Add("gzip");
            request.Headers.AcceptEncoding.Add(new("gzip"));
        });
        packed.ContentHeaders.ContentEncoding.ShouldBe(["gzip"]);
        Gzip.Unpack(packed.Body).ShouldBe(plain.Body);
    }

    private static string Request(string datatype, string shape, string data) =>
        $$"""{"inputs":[{"name":"x","shape":{{shape}},"datatype":"{{datatype}}","data":{{data}}}]}""";
}
