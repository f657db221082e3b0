using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace Modelwright.ModelServer.Tests.Json;

public sealed class JsonNumberTests
{
    private const int Samples = 50_000;

    /// <summary>What may follow a number in a request: nothing, or enough to look ahead into.</summary>
    private static readonly Gen<string> After = Gen.Int[0, 3].Select(index =>
        new[] { "", "]", ",0.123456789,1e5,-7.25,0.000000001,3]", "    \n,99999999999999999999999999999999]" }[index]);

    public static TheoryData<string> Kinds =>
        ["grammatical", "shortest double", "shortest float", "widened", "everyday", "half-way float", "half-way double"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_single_has_the_bits_of_float_Parse(string kind) => Gen.Select(Texts(kind), After).Sample(
        (text, after) =>
        {
            var (value, length) = NumberText.ReadSingle(text, after);
            var expected = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            length.ShouldBe(text.Length, text);
            BitConverter.SingleToUInt32Bits(value!.Value).ShouldBe(BitConverter.SingleToUInt32Bits(expected), text);
        },
        iter: Count(kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_double_has_the_bits_of_double_Parse(string kind) => Gen.Select(Texts(kind), After).Sample(
        (text, after) =>
        {
            var (value, length) = NumberText.ReadDouble(text, after);
            var expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            length.ShouldBe(text.Length, text);
            BitConverter.DoubleToUInt64Bits(value!.Value).ShouldBe(BitConverter.DoubleToUInt64Bits(expected), text);
        },
        iter: Count(kind));

    [Theory]
    [InlineData("0"), InlineData("-0"), InlineData("-0.0"), InlineData("0e400"), InlineData("0.0000000000000000000000000")]
    [InlineData("2.2250738585072011e-308"), InlineData("2.2250738585072014e-308"), InlineData("5e-324"),
        InlineData("2.4703282292062327e-324")]
    [InlineData("1.7976931348623157e308"), InlineData("1.7976931348623159e308"), InlineData("1e400"), InlineData("1e-400"),
        InlineData("-1e400")]
    [InlineData("3.4028234663852886e38"), InlineData("3.4028235677973366e38"), InlineData("1.4e-45"), InlineData("7.0064923216240853e-46")]
    [InlineData("9007199254740993"), InlineData("9007199254740992.5"), InlineData("16777217"), InlineData("16777216.000000000000000000001")]
    [InlineData("123456789012345678901234567890"), InlineData("0.00000000000000000000123456789012345678901"), InlineData("1e99999999999")]
    [InlineData("1.00000000000000011102230246251565404236316680908203125"), InlineData("1.00000005960464477539062500000000001")]
    public void Read_known_hard_number_has_the_bits_of_Parse(string text)
    {
        BitConverter.DoubleToUInt64Bits(NumberText.ReadDouble(text).Value!.Value)
            .ShouldBe(BitConverter.DoubleToUInt64Bits(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));
        BitConverter.SingleToUInt32Bits(NumberText.ReadSingle(text).Value!.Value)
            .ShouldBe(BitConverter.SingleToUInt32Bits(float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Read_more_zeros_than_any_exponent_is_still_exact()
    {
        var text = "0." + new string('0', 300_000) + "15e300001";
        NumberText.ReadDouble(text).Value.ShouldBe(1.5);
        NumberText.ReadSingle("15" + new string('0', 300_000) + "e-300001").Value.ShouldBe(1.5f);
    }

    [Theory]
    [InlineData(""), InlineData("-"), InlineData("+1"), InlineData(".5"), InlineData("1."), InlineData("01"), InlineData("-01"),
        InlineData("00")]
    [InlineData("1e"), InlineData("1e+"), InlineData("1.e5"), InlineData("1.5e-"), InlineData("NaN"), InlineData("Infinity"),
        InlineData("-Infinity")]
    [InlineData("e5"), InlineData("--1"), InlineData("\"1\""), InlineData(" 1")]
    public void Read_what_is_not_a_JSON_number_is_refused(string text)
    {
        NumberText.ReadDouble(text).Value.ShouldBeNull();
        NumberText.ReadSingle(text).Value.ShouldBeNull();
    }

    // The alphabet of numbers, shuffled: our grammar and System.Text.Json's must agree on what is one.
    [Fact]
    public void Read_accepts_exactly_what_System_Text_Json_accepts() => Gen.Char["0123456789.eE+-01"].Array[1, 8]
        .Select(letters => new string(letters)).Sample(
        text =>
        {
            (NumberText.ReadDouble(text).Length == text.Length).ShouldBe(IsJson(text), text);
            (NumberText.ReadSingle(text, ",                                ").Length == text.Length).ShouldBe(IsJson(text), text);
        },
        iter: Samples);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Count(string kind) => kind.StartsWith("half-way", StringComparison.Ordinal) ? Samples / 5 : Samples;

    private static Gen<string> Texts(string kind) => kind switch
    {
        "grammatical" => NumberText.Grammatical,
        "shortest double" => NumberText.ShortestDouble,
        "shortest float" => NumberText.ShortestSingle,
        "widened" => NumberText.WidenedSingle,
        "everyday" => NumberText.Everyday,
        "half-way float" => NumberText.HalfwaySingle,
        _ => NumberText.HalfwayDouble,
    };
}
