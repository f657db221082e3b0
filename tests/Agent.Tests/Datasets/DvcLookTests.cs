using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Datasets;

/// <summary>Looks through DVC pointer files at a remote in each of DVC's two layouts.</summary>
public sealed class DvcLookTests : IDisposable
{
    private const string Csv = "id,mass\n1,3750\n2,3800\n";
    private readonly LookRun _run = new();

    public DvcLookTests()
    {
        _run.Task["source"]!["uri"] = $"file://{_run.File("data", "birds.csv.dvc")}";
        _run.Task["dvcRemote"] = new JsonObject { ["uri"] = $"file://{_run.File("remote")}/" };
    }

    [Theory]
    [InlineData("files/md5/", "\n  hash: md5")]
    [InlineData("", "")]
    [InlineData("", "\n  hash: md5")]
    [InlineData("files/md5/", "")]
    public async Task File_is_found_by_its_md5_in_both_layouts(string layout, string hash)
    {
        Push(layout, Md5(Csv), Csv);
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  size: {Csv.Length}{hash}\n  path: birds.csv\n");

        var found = await _run.LookAsync();

        found.Digest.ShouldBe(Sha256Digest.Of(Encoding.UTF8.GetBytes(Csv)).ToString());
        (found.SourceVersion, found.Files, found.Findings!.Rows).ShouldBe(($"md5:{Md5(Csv)}", 1, 2));
        found.Uri.ShouldEndWith("/data/birds.csv");
        _run.Task["known"] = new JsonObject { ["source"] = found.Source };
        Directory.Delete(_run.File("remote"), recursive: true);
        (await _run.LookAsync()).Outcome.ShouldBe(LookOutcome.Unchanged);
    }

    [Fact]
    public async Task Folder_is_what_its_list_says()
    {
        var list = List(("sub/b.csv", "id,mass\n3,1\n"), ("a.csv", Csv));
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(list)}.dir\n  size: 34\n  nfiles: 2\n  hash: md5\n  path: data/birds\n");

        var found = await _run.LookAsync();

        var digest = new FolderDigest();
        digest.Add("a.csv", Csv.Length, Sha256Digest.Of(Encoding.UTF8.GetBytes(Csv)));
        digest.Add("sub/b.csv", 12, Sha256Digest.Of("id,mass\n3,1\n"u8));
        (found.Digest, found.Files, found.Findings!.Rows).ShouldBe((digest.Compute().ToString(), 2, 3));
        found.SourceVersion.ShouldBe($"md5:{Md5(list)}.dir");
        found.Uri.ShouldEndWith($"/{digest.Compute().Hex}/data/");
    }

    [Fact]
    public async Task Older_md5_does_not_see_carriage_returns_of_texts()
    {
        var text = Csv.Replace("\n", "\r\n", StringComparison.Ordinal);
        Push("", Md5(Csv), text);
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  path: birds.csv\n");

        (await _run.LookAsync()).Digest.ShouldBe(Sha256Digest.Of(Encoding.UTF8.GetBytes(text)).ToString());

        // Since version 3 the bytes count as they are.
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  hash: md5\n  path: birds.csv\n");
        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Reason.ShouldBe(FetchReason.DigestMismatch);
    }

    [Fact]
    public async Task Damaged_object_is_never_a_version()
    {
        Push("files/md5/", Md5(Csv), Csv.Replace('7', '8'));
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  hash: md5\n  path: birds.csv\n");

        var e = await Should.ThrowAsync<FetchException>(_run.LookAsync());

        (e.Reason, e.Message).ShouldSatisfyAllConditions(
            _ => e.Reason.ShouldBe(FetchReason.DigestMismatch), _ => e.Message.ShouldContain("the remote is damaged"));
        Directory.Exists(_run.File("store")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("outs: [", "it is not YAML")]
    [InlineData("- a\n", "it is not one YAML mapping")]
    [InlineData("outs: []\n", "one entry under 'outs'")]
    [InlineData("outs:\n- path: a\n", "its output has no md5")]
    [InlineData("outs:\n- path: a\n  files:\n  - relpath: x\n", "version_aware")]
    [InlineData("outs:\n- md5: abc\n  path: a\n", "is not 32 hexadecimal digits")]
    [InlineData("outs:\n- md5: 00000000000000000000000000000000\n  hash: blake3\n  path: a\n", "only md5 is read")]
    [InlineData("outs:\n- md5: 00000000000000000000000000000000\n  size: many\n  path: a\n", "size 'many' is not a whole number")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]\n", "nested more than")]
    public async Task Pointer_that_cannot_be_followed_says_why(string pointer, string expected)
    {
        _run.Write("birds.csv.dvc", pointer);

        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("../out.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b.csv")]
    public async Task List_cannot_lead_out_of_its_folder(string path)
    {
        var list = List((path, Csv));
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(list)}.dir\n  hash: md5\n  path: birds\n");

        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Reason.ShouldBe(FetchReason.InvalidUri);
    }

    [Fact]
    public async Task Sizes_that_do_not_hold_are_refused()
    {
        Push("files/md5/", Md5(Csv), Csv);
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  size: 3\n  hash: md5\n  path: birds.csv\n");
        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Message.ShouldContain("says that there are 3 bytes");

        _run.Task["source"]!["maxBytes"] = 5;
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  hash: md5\n  path: birds.csv\n");
        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Reason.ShouldBe(FetchReason.TooLarge);
        var list = List(("a.csv", "1234"), ("b.csv", "5678"));
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(list)}.dir\n  hash: md5\n  path: birds\n");
        (await Should.ThrowAsync<FetchException>(_run.LookAsync())).Reason.ShouldBe(FetchReason.TooLarge);
    }

    [Fact]
    public async Task Object_that_was_not_pushed_says_so()
    {
        _run.Write("birds.csv.dvc", $"outs:\n- md5: {Md5(Csv)}\n  hash: md5\n  path: birds.csv\n");

        var e = await Should.ThrowAsync<FetchException>(_run.LookAsync());

        (e.Reason, e.Message).ShouldSatisfyAllConditions(
            _ => e.Reason.ShouldBe(FetchReason.NotFound), _ => e.Message.ShouldContain("run dvc push"));
    }

    [Fact]
    public async Task Pointer_behind_https_and_remote_in_s3_each_have_their_own_credentials()
    {
        var endpoint = new S3Endpoint();
        endpoint.Objects[$"/dvc/top/files/md5/{Md5(Csv)[..2]}/{Md5(Csv)[2..]}"] = Encoding.UTF8.GetBytes(Csv);
        await using var server = await TestServer.StartAsync(context =>
        {
            if (!context.Request.Path.Value!.EndsWith(".dvc", StringComparison.Ordinal)) return endpoint.AnswerAsync(context);
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer git" ? 200 : 401;
            return context.Response.StatusCode != 200 ? Task.CompletedTask
                : context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
                    $"outs:\n- md5: {Md5(Csv)}\n  hash: md5\n  path: birds.csv\n")).AsTask();
        });
        using var run = new LookRun { Network = server.Network };
        run.Task["source"]!["uri"] = server.Uri("/raw/birds.csv.dvc");
        run.Task["dvcRemote"] = new JsonObject { ["uri"] = "s3://dvc/top" };
        run.Variables["MODELWRIGHT_INPUT_SOURCE_MODELWRIGHT_HTTP_TOKEN"] = "git";
        foreach (var (name, value) in new[]
        {
            ("AWS_ACCESS_KEY_ID", S3Endpoint.AccessKey), ("AWS_SECRET_ACCESS_KEY", S3Endpoint.SecretKey),
            ("AWS_ENDPOINT_URL_S3", $"https://{TestServer.Host}:{server.Port}"),
        })
            run.Variables[$"MODELWRIGHT_INPUT_REMOTE_{name}"] = value;

        (await run.LookAsync()).Digest.ShouldBe(Sha256Digest.Of(Encoding.UTF8.GetBytes(Csv)).ToString());
    }

    public void Dispose() => _run.Dispose();

    internal static string Md5(string text)
    {
#pragma warning disable CA5351 // DVC's hash.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    private void Push(string layout, string md5, string text, string ending = "")
    {
        var path = _run.File("remote", $"{layout}{md5[..2]}/{md5[2..]}{ending}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    // As DVC writes it: json.dumps with sorted keys.
    private string List(params (string Path, string Text)[] files)
    {
        foreach (var (_, text) in files) Push("files/md5/", Md5(text), text);
        var list = "[" + string.Join(", ", files.Select(file =>
            $$"""{"md5": "{{Md5(file.Text)}}", "relpath": {{JsonSerializer.Serialize(file.Path)}}}""")) + "]";
        Push("files/md5/", Md5(list), list, ".dir");
        return list;
    }
}
