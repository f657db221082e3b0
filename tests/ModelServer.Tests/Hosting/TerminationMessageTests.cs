using System.Text.Json;
using Modelwright.ModelServer.Hosting;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Hosting;

public sealed class TerminationMessageTests
{
    [Theory]
    [InlineData(10, 'x')]
    [InlineData(100_000, 'x')]
    [InlineData(100_000, '\n')]
    [InlineData(5000, '€')]
    public void WriteReason_any_message_is_JSON_of_at_most_4096_bytes(int length, char letter)
    {
        var (json, bytes) = Write(message => message.WriteReason("ModelRefused", new string(letter, length)));
        bytes.ShouldBeLessThanOrEqualTo(4096);
        json.GetProperty("reason").GetString().ShouldBe("ModelRefused");
        json.GetProperty("message").GetString().ShouldNotBeNull().ShouldStartWith(new string(letter, 10));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(500, false)]
    public void WriteSignature_leaves_out_what_does_not_fit(int inputs, bool fits)
    {
        var signature = new ModelSignature([.. Enumerable.Range(0, inputs)
            .Select(i => new TensorSignature($"input{i}", Datatype.Float32, [-1, 4], true))], []);
        var (json, bytes) = Write(message => message.WriteSignature("sha256:ab", signature));
        bytes.ShouldBeLessThanOrEqualTo(4096);
        json.GetProperty("digest").GetString().ShouldBe("sha256:ab");
        json.TryGetProperty("inputs", out _).ShouldBe(fits);
    }

    [Fact]
    public void WriteReason_to_a_place_that_is_not_there_does_not_throw() =>
        Should.NotThrow(() => new TerminationMessage("/nonexistent/folder/log").WriteReason("R", "m"));

    private static (JsonElement Json, int Bytes) Write(Action<TerminationMessage> write)
    {
        using var folder = new TempFolder();
        write(new TerminationMessage(folder.File("log")));
        var bytes = File.ReadAllBytes(folder.File("log"));
        return (JsonDocument.Parse(bytes).RootElement, bytes.Length);
    }
}
