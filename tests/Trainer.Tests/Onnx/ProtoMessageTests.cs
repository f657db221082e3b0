using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Tests.Onnx;

/// <summary>Examples of the "Encoding" page of protobuf.dev.</summary>
public sealed class ProtoMessageTests
{
    [Theory]
    [InlineData(1, 150, "089601")]
    [InlineData(1, 0, "0800")]
    [InlineData(1, 127, "087F")]
    [InlineData(1, -2, "08FEFFFFFFFFFFFFFFFF01")]
    [InlineData(20, 7, "A00107")]
    public void Varint(int field, long value, string bytes) => Hex(new ProtoMessage().Int(field, value)).ShouldBe(bytes);

    [Fact]
    public void Text_nested_message_packed_numbers_and_float()
    {
        Hex(new ProtoMessage().Text(2, "testing")).ShouldBe("120774657374696E67");
        Hex(new ProtoMessage().Message(3, new ProtoMessage().Int(1, 150))).ShouldBe("1A03089601");
        Hex(new ProtoMessage().Ints(6, [3, 270, 86942])).ShouldBe("3206038E029EA705");
        Hex(new ProtoMessage().Float(2, 1f)).ShouldBe("150000803F");
        Hex(new ProtoMessage().Floats(7, [1f, -2f])).ShouldBe("3A080000803F000000C0");
        Hex(new ProtoMessage().Texts(9, ["a", "ü"])).ShouldBe("4A01614A02C3BC");
    }

    private static string Hex(ProtoMessage message) => Convert.ToHexString(message.Bytes);
}
