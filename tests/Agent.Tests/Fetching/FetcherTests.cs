using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Fetching;

/// <summary>Digests, limits and the output file, whatever the source.</summary>
public sealed class FetcherTests : IDisposable
{
    private static readonly byte[] Model = [.. "a model"u8];
    private static readonly string Right = Sha256Digest.Of(Model).ToString();
    private static readonly string Wrong = Sha256Digest.Of("another"u8).ToString();

    private readonly Fetch _fetch = new();
    private readonly FetchRequest _request;

    public FetcherTests()
    {
        File.WriteAllBytes(_fetch.Folder("source.onnx"), Model);
        _request = _fetch.Request($"file://{_fetch.Folder("source.onnx")}") with { AllowFile = true };
    }

    [Fact]
    public async Task Right_digest_is_accepted() =>
        (await _fetch.RunAsync(_request with { Digest = Right })).Digest.ToString().ShouldBe(Right);

    [Fact]
    public async Task Wrong_digest_is_refused_and_both_are_named()
    {
        var failure = await _fetch.FailAsync(_request with { Digest = Wrong });

        failure.Reason.ShouldBe(FetchReason.DigestMismatch);
        failure.Message.ShouldContain(Right);
        failure.Message.ShouldContain(Wrong);
        _fetch.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_digest_leaves_an_earlier_file_as_it_was()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fetch.Output)!);
        await File.WriteAllTextAsync(_fetch.Output, "earlier", TestContext.Current.CancellationToken);

        await Should.ThrowAsync<FetchException>(_fetch.RunAsync(_request with { Digest = Wrong }));

        (await File.ReadAllTextAsync(_fetch.Output, TestContext.Current.CancellationToken)).ShouldBe("earlier");
        (await _fetch.RunAsync(_request with { Digest = Right })).Bytes.ShouldBe(Model.Length);
        (await File.ReadAllBytesAsync(_fetch.Output, TestContext.Current.CancellationToken)).ShouldBe(Model);
    }

    [Theory]
    [InlineData("right", null, null)]
    [InlineData("wrong", null, FetchReason.DigestMismatch)]
    [InlineData("wrong", "right", null)]
    [InlineData("right", "wrong", FetchReason.DigestMismatch)]
    [InlineData("", null, null)]
    [InlineData("missing file", null, null)]
    [InlineData("sha256:123", null, FetchReason.Failed)]
    [InlineData("md5:d41d8cd98f00b204e9800998ecf8427e", null, FetchReason.Failed)]
    [InlineData("sha256:123", "right", null)]
    public async Task Pin_holds_unless_a_digest_is_given(string pin, string? digest, FetchReason? failure)
    {
        var file = _fetch.Folder("pin");
        if (pin != "missing file") await File.WriteAllTextAsync(file, Value(pin) + "\n", TestContext.Current.CancellationToken);
        var request = _request with { PinFile = file, Digest = digest is null ? null : Value(digest) };

        if (failure is { } reason) (await _fetch.FailAsync(request)).Reason.ShouldBe(reason);
        else (await _fetch.RunAsync(request)).Digest.ToString().ShouldBe(Right);

        static string Value(string text) => text switch { "right" => Right, "wrong" => Wrong, _ => text };
    }

    [Theory]
    [InlineData("sha256:")]
    [InlineData("ABC")]
    [InlineData("")]
    public async Task Digest_that_is_none_is_named(string digest)
    {
        (await _fetch.FailAsync(_request with { Digest = digest })).Message.ShouldContain("the requested digest is not valid");
    }

    [Fact]
    public async Task Exactly_the_limit_is_accepted_and_one_byte_more_is_not()
    {
        (await _fetch.FailAsync(_request with { MaxBytes = Model.Length - 1 })).Reason.ShouldBe(FetchReason.TooLarge);
        (await _fetch.RunAsync(_request with { MaxBytes = Model.Length })).Bytes.ShouldBe(Model.Length);
    }

    [Fact]
    public async Task Output_can_be_read_by_another_user_and_written_by_nobody_else()
    {
        await _fetch.RunAsync(_request);

        if (!OperatingSystem.IsWindows()) Convert.ToString((int)File.GetUnixFileMode(_fetch.Output), 8).ShouldBe("644");
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_named()
    {
        await File.WriteAllTextAsync(_fetch.Folder("file"), "", TestContext.Current.CancellationToken);

        var failure = await _fetch.FailAsync(_request with { Output = _fetch.Folder("file", "model.onnx") });

        failure.Reason.ShouldBe(FetchReason.Failed);
        failure.Message.ShouldContain("cannot be written");
    }

    [Fact]
    public async Task Cancelled_fetch_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(_fetch.RunUntilAsync(_request, cancelled.Token));

        Directory.Exists(Path.GetDirectoryName(_fetch.Output)!).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("model.onnx")]
    [InlineData("http://store.example.com/model.onnx")]
    [InlineData("https://user:pw@store.example.com/model.onnx")]
    [InlineData("https://127.0.0.1/model.onnx")]
    [InlineData("ftp://store.example.com/model.onnx")]
    [InlineData("oci://store.example.com/model")]
    public async Task Uri_that_is_not_accepted_is_not_tried(string uri)
    {
        var failure = await _fetch.FailAsync(_request with { Uri = uri });

        failure.Reason.ShouldBe(FetchReason.InvalidUri);
        failure.Message.ShouldNotContain("pw");
    }

    public void Dispose() => _fetch.Dispose();
}
