using Modelwright.Agent.Datasets;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Tests.Datasets;

public sealed class LookMessageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(65)]
    [InlineData(500)]
    public void Fit_stays_within_the_limit_and_keeps_the_verdict(int failures)
    {
        // Texts that do not compress.
        var random = new Random(1);
        string Noise() => string.Concat(Enumerable.Range(0, 512).Select(_ => (char)random.Next('!', 0x2000)));
        var failed = Enumerable.Range(0, failures)
            .Select(i => new FailedCheck($"check-{i}", i == failures - 1 ? "Error" : "Warning", Noise()));
        var result = new LookResult
        {
            Outcome = LookOutcome.Version,
            Digest = "sha256:" + new string('a', 64),
            Uri = "pvc://store/" + new string('u', 500),
            SourceVersion = Noise(),
            Findings = new VersionFindings(10, 1, [.. failed], new ReferenceProfile(10, [])),
        };

        var message = LookMessage.Fit(result);

        message.Length.ShouldBeLessThanOrEqualTo(TerminationMessage.MaxBytes);
        var text = Inflated(message);
        text.ShouldContain($"\"eligible\":{(failures == 0 ? "true" : "false")}");
        if (failures > 0) text.ShouldContain($"[\"check-{failures - 1}\",\"Error\"");
    }

    private static string Inflated(byte[] message)
    {
        var json = System.Text.Json.JsonDocument.Parse(message).RootElement;
        if (!json.TryGetProperty("deflate", out var packed)) return json.GetRawText();
        using var stream = new System.IO.Compression.DeflateStream(
            new MemoryStream(packed.GetBytesFromBase64()), System.IO.Compression.CompressionMode.Decompress);
        return new StreamReader(stream).ReadToEnd();
    }
}
