using System.Text;

namespace Modelwright.ModelServer.Tests.Rest;

/// <summary>
/// Requests that are wrong in one way each: a 4xx with a message that names the problem, and the server answers the next one.
/// </summary>
public sealed class WrongRequestTests(LinearServer fixture) : IClassFixture<LinearServer>
{
    private const string X = "\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"FP32\"";

    /// <summary>Body, and a part of the message expected.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "", "expected '{'" },
        { "   ", "expected '{'" },
        { "null", "expected '{'" },
        { "[]", "expected '{'" },
        { "\"text\"", "expected '{'" },
        { "{", "the text ends" },
        { "{}", "no 'inputs'" },
        { """{"inputs":[]}""", "missing input 'x'" },
        { """{"inputs":{}}""", "expected '['" },
        { """{"inputs":null}""", "expected '['" },
        { """{"inputs":[null]}""", "expected '{'" },
        { """{"inputs":[[]]}""", "expected '{'" },
        { """{"inputs":[{}]}""", "an input has no 'name'" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}]""", "the text ends" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}],}""", "expected a string" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}]} x""", "unexpected text" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}]}{"inputs":[]}""", "unexpected text" },
        { $$"""{"inputs":[{{{X}},"q":0}]}""", "no 'data'" },
        { $$"""{"inputs":[{{{X}},"data":null}]}""", "must be an array" },
        { $$"""{"inputs":[{{{X}},"data":{} }]}""", "must be an array" },
        { $$"""{"inputs":[{{{X}},"data":"1,2,3,4"}]}""", "must be an array" },
        { $$"""{"inputs":[{{{X}},"data":1}]}""", "must be an array" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3]}]}""", "3 elements" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4,5]}]}""", "more than the 4" },
        { $$"""{"inputs":[{{{X}},"data":[]}]}""", "too short" },
        { $$"""{"inputs":[{{{X}},"data":[[1,2],[3,4]]}]}""", "2 elements, but the shape [4] has 4" },
        { $$"""{"inputs":[{{{X}},"data":[[1,2,3,4],[1,2,3,4]]}]}""", "more than 1 arrays" },
        { $$"""{"inputs":[{{{X}},"data":[[[1,2,3,4]]]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,[2,3,4]]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,"4"]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,null]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,true]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,NaN]}]}""", "NaN and infinity are not JSON" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,-Infinity]}]}""", "NaN and infinity are not JSON" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,1e39]}]}""", "FP32 can hold" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,01]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,.5]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,+5]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4.]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1 2,3,4]}]}""", "must hold a number" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4""", "not closed" },
        { """{"inputs":[{"name":"x","datatype":"FP32","data":[1,2,3,4]}]}""", "no 'shape'" },
        { """{"inputs":[{"name":"x","shape":[1,4],"data":[1,2,3,4]}]}""", "no 'datatype'" },
        { """{"inputs":[{"name":"x","shape":"[1,4]","datatype":"FP32","data":[1,2,3,4]}]}""", "'shape' must be an array" },
        { """{"inputs":[{"name":"x","shape":[1,-4],"datatype":"FP32","data":[1,2,3,4]}]}""", "integers from 0" },
        { """{"inputs":[{"name":"x","shape":[1,4.5],"datatype":"FP32","data":[1,2,3,4]}]}""", "']' or ',' in 'shape'" },
        { """{"inputs":[{"name":"x","shape":[1,99999999999999999999],"datatype":"FP32","data":[1]}]}""", "integers from 0" },
        { """{"inputs":[{"name":"x","shape":[2000000000,4],"datatype":"FP32","data":[1]}]}""", "too short" },
        { """{"inputs":[{"name":"x","shape":[4],"datatype":"FP32","data":[1,2,3,4]}]}""", "shape [4], but the model takes [-1,4]" },
        { """{"inputs":[{"name":"x","shape":[1,5],"datatype":"FP32","data":[1,2,3,4,5]}]}""", "shape [1,5], but the model takes [-1,4]" },
        { """{"inputs":[{"name":"x","shape":[1,4],"datatype":"FP64","data":[1,2,3,4]}]}""", "is FP64, but the model takes FP32" },
        { """{"inputs":[{"name":"x","shape":[1,4],"datatype":"FP16","data":[1,2,3,4]}]}""", "is FP16, but the model takes FP32" },
        { """{"inputs":[{"name":"x","shape":[1,4],"datatype":"FLOAT","data":[1,2,3,4]}]}""", "unknown datatype 'FLOAT'" },
        { """{"inputs":[{"name":"x","shape":[1,4],"datatype":32,"data":[1,2,3,4]}]}""", "'datatype' must be a string" },
        { """{"inputs":[{"name":"y","shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}]}""", "unknown input 'y'; the model takes 'x'" },
        { """{"inputs":[{"name":7,"shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}]}""", "must be a string" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]},{{{X}},"data":[1,2,3,4]}]}""", "given twice" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4],"data":[1,2,3,4]}]}""", "'data' is given twice" },
        { $$"""{"inputs":[],"inputs":[]}""", "'inputs' is given twice" },
        { $$"""{"inputs":[{{{X}},"parameters":[],"data":[1,2,3,4]}]}""", "'parameters' must be an object" },
        { $$"""{"inputs":[{{{X}},"parameters":{"binary_data_size":16} }]}""", "binary tensor data" },
        { $$"""{"id":5,"inputs":[{{{X}},"data":[1,2,3,4]}]}""", "'id' must be a string" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}],"outputs":[{"name":"nope"}]}""",
            "unknown output 'nope'; the model gives 'label', 'probabilities'" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}],"outputs":[{}]}""", "an output has no 'name'" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}],"outputs":["label"]}""", "expected '{'" },
        { $$"""{"inputs":[{{{X}},"data":[1,2,3,4]}],"outputs":[{"name":"label"},{"name":"label"}]}""", "requested twice" },
        { """{"inputs":[{"name":"x\uD800","shape":[1,4],"datatype":"FP32","data":[1,2,3,4]}]}""", "invalid escape" },
        { "{\"inputs\":[{\"name\":\"x\ny\"}]}", "control character" },
        { "{\"a\":" + new string('[', 1000) + "}", "nested deeper than 64" },
        { "{\"a\":" + string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "}", "nested deeper than 64" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Infer_wrong_body_is_answered_400_with_the_problem(string body, string problem)
    {
        var answer = await fixture.Server.InferAsync(body);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Error().ShouldContain(problem);
        await fixture.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Infer_body_that_is_not_UTF8_is_answered_400()
    {
        var answer = await fixture.Server.InferAsync([.. "{\"id\":\""u8, 0xFF, 0xFE, .. "\",\"inputs\":[]}"u8]);
        answer.Status.ShouldBe(400);
        answer.Error().ShouldContain("UTF-8");
        await fixture.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Infer_binary_garbage_is_answered_400()
    {
        var answer = await fixture.Server.InferAsync([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);
        answer.Status.ShouldBe(400);
        answer.Error();
        await fixture.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Infer_body_above_the_limit_is_answered_413()
    {
        var answer = await fixture.Server.InferAsync(new string(' ', 100_001));
        answer.Status.ShouldBe(413);
        answer.Error().ShouldContain("100000 bytes");
        await fixture.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Infer_chunked_body_above_the_limit_is_answered_413()
    {
        var answer = await fixture.Server.InferAsync(Encoding.UTF8.GetBytes(new string(' ', 300_000)), request =>
            request.Headers.TransferEncodingChunked = true);
        answer.Status.ShouldBe(413);
        answer.Error();
        await fixture.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Infer_gzip_that_unpacks_to_more_than_the_limit_is_answered_413()
    {
        var answer = await fixture.Server.InferAsync(Gzip.Pack(new byte[50_000_000]), request =>
            request.Content!.Headers.ContentEncoding.Add("gzip"));
        answer.Status.ShouldBe(413);
        answer.Error();
        await fixture.ShouldStillServeAsync();
    }

    [Theory]
    [InlineData("gzip", 400)]
    [InlineData("br", 415)]
    [InlineData("deflate", 415)]
    public async Task Infer_body_that_is_not_of_its_encoding_is_refused(string encoding, int status)
    {
        var answer = await fixture.Server.InferAsync(LinearServer.GoodRequest, request =>
            request.Content!.Headers.ContentEncoding.Add(encoding));
        answer.Status.ShouldBe(status);
        answer.Error().ShouldContain("Content-Encoding");
        await fixture.ShouldStillServeAsync();
    }

    [Fact]
    public async Task Infer_binary_tensor_extension_is_answered_415()
    {
        var answer = await fixture.Server.InferAsync(LinearServer.GoodRequest, request =>
            request.Headers.Add("Inference-Header-Content-Length", "10"));
        answer.Status.ShouldBe(415);
        answer.Error().ShouldContain("binary");
    }

    [Fact]
    public void Wrong_requests_are_at_least_thirty() => Bodies.Count.ShouldBeGreaterThan(30);
}
