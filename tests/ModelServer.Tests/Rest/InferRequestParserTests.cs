using System.Text;
using CsCheck;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Rest;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Tests.Rest;

public sealed class InferRequestParserTests
{
    private static readonly ModelSignature Signature = new(
        [
            new TensorSignature("x", Datatype.Float32, [-1, 2], isRankKnown: true),
            new TensorSignature("s", Datatype.Bytes, [-1], isRankKnown: true),
            new TensorSignature("n", Datatype.Int64, [], isRankKnown: true),
        ],
        [new TensorSignature("y", Datatype.Float32, [-1], isRankKnown: true)]);

    private static readonly byte[] Good = Encoding.UTF8.GetBytes("""
        {"id":"7","inputs":[{"name":"x","shape":[2,2],"datatype":"FP32","data":[[1.5,-2],[3e2,4]]},
        {"data":["a","b\n"],"name":"s","datatype":"BYTES","shape":[2]},{"name":"n","shape":[],"datatype":"INT64","data":5}],
        "outputs":[{"name":"y"}],"parameters":{"a":[1,{"b":null}]}}
        """);

    // Whatever bytes arrive, the parser answers with a request or with a RequestException: no crash, no other exception, no read beyond the
    // end.
    [Fact]
    public void Parse_damaged_request_is_understood_or_refused()
    {
        using var pool = new TensorPool();
        var parser = new InferRequestParser(Signature, pool);
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte, Gen.Int[0, 4]).Array[1, 4].Sample(
            damages =>
            {
                var body = Good.ToList();
                foreach (var (position, value, kind) in damages)
                {
                    var at = Math.Min(position, body.Count - 1);
                    if (at < 0) break;
                    if (kind == 0) body.RemoveRange(at, body.Count - at);
                    else if (kind == 1) body.RemoveAt(at);
                    else if (kind == 2) body.Insert(at, value);
                    else if (kind == 3) body[at] = (byte)"{}[]\",:0-e."[value % 11];
                    else body[at] = value;
                }

                try
                {
                    using var request = parser.Parse(body.ToArray());
                    request.Inputs.ShouldAllBe(input => input != null);
                }
                catch (RequestException e)
                {
                    e.StatusCode.ShouldBe(400);
                    e.Message.ShouldNotBeNullOrWhiteSpace();
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void Parse_every_beginning_of_a_request_is_refused()
    {
        using var pool = new TensorPool();
        var parser = new InferRequestParser(Signature, pool);
        var end = Array.LastIndexOf(Good, (byte)'}');
        for (var length = 0; length <= end; length++)
            Should.Throw<RequestException>(() => parser.Parse(Good.AsSpan(0, length)).Dispose()).StatusCode.ShouldBe(400);
        parser.Parse(Good).Dispose();
    }

    [Fact]
    public void Parse_reads_floats_nested_or_flat_to_the_same_bits() => Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5])
        .SelectMany((rows, columns) =>
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite).Array[rows * columns]
            .Select(values => (rows, columns, values))).Sample(
        sample =>
        {
            using var pool = new TensorPool();
            var signature = new ModelSignature([new TensorSignature("x", Datatype.Float32, [-1, -1], isRankKnown: true)], []);
            var parser = new InferRequestParser(signature, pool);
            var texts = sample.values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            var flat = "[" + string.Join(',', texts) + "]";
            var nested = "[" + string.Join(" , ", texts.Chunk(sample.columns).Select(row => "[ " + string.Join(",\n", row) + "]")) + "]";
            foreach (var data in new[] { flat, nested })
            {
                using var request = parser.Parse(Encoding.UTF8.GetBytes(
                    $$"""{"inputs":[{"name":"x","shape":[{{sample.rows}},{{sample.columns}}],"datatype":"FP32","data":{{data}}}]}"""));
                request.Inputs[0]!.Elements<uint>().ToArray().ShouldBe(sample.values.Select(BitConverter.SingleToUInt32Bits));
            }
        },
        iter: 2000);

    [Fact]
    public void Parse_gives_tensors_back_to_the_pool()
    {
        using var pool = new TensorPool();
        var parser = new InferRequestParser(Signature, pool);
        using (var first = parser.Parse(Good)) first.Inputs[0]!.Elements<float>().ToArray().ShouldBe([1.5f, -2, 300, 4]);
        var again = parser.Parse(Good);
        var tensor = again.Inputs[0];
        again.Dispose();
        using var third = parser.Parse(Good);
        third.Inputs[0].ShouldBeSameAs(tensor);
    }
}
