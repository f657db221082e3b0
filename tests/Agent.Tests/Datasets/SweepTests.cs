using System.Text.Json.Nodes;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Tests.Servers;

namespace Modelwright.Agent.Tests.Datasets;

/// <summary>Copies that nothing refers to any more.</summary>
public sealed class SweepTests
{
    private const string Mine = "0b5e-uid";

    [Fact]
    public async Task Copy_that_is_neither_kept_nor_just_found_is_cleared_away()
    {
        using var run = Run();
        var old = await VersionAsync(run, "id\n1\n");
        var kept = await VersionAsync(run, "id\n2\n");
        Directory.Exists(Copy(run, old)).ShouldBeTrue();

        run.Task["keep"] = new JsonArray(Hex(kept)[..12]);
        var found = await VersionAsync(run, "id\n3\n");

        found.Swept.ShouldBeTrue();
        Directory.Exists(Copy(run, old)).ShouldBeFalse();
        foreach (var stays in new[] { kept, found }) File.Exists(Path.Combine(Copy(run, stays), "version.json")).ShouldBeTrue();
        LookMessage.Fit(found).AsSpan().IndexOf("\"swept\":true"u8).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Look_that_finds_nothing_new_clears_away_too_and_one_that_was_not_told_to_does_not()
    {
        using var run = Run();
        var old = await VersionAsync(run, "id\n1\n");
        var now = await VersionAsync(run, "id\n2\n");
        run.Task["known"] = new JsonObject { ["source"] = now.Source };
        (await run.LookAsync()).Swept.ShouldBeFalse();
        Directory.Exists(Copy(run, old)).ShouldBeTrue();

        run.Task["keep"] = new JsonArray(Hex(now)[..12]);
        var look = await run.LookAsync();

        (look.Outcome, look.Swept, Directory.Exists(Copy(run, old))).ShouldBe((LookOutcome.Unchanged, true, false));
    }

    [Fact]
    public async Task Copy_of_another_Dataset_stays_and_of_a_shared_one_only_the_own_mark_goes()
    {
        using var run = Run();
        run.Task["uid"] = "other-uid";
        var others = await VersionAsync(run, "id\n1\n");
        var shared = await VersionAsync(run, "id\n2\n");
        run.Task["uid"] = Mine;
        await VersionAsync(run, "id\n2\n");
        Directory.CreateDirectory(run.File("store", new string('a', 64)));
        Directory.CreateDirectory(run.File("store", "runs"));
        run.Task["keep"] = new JsonArray();

        (await VersionAsync(run, "id\n3\n")).Swept.ShouldBeTrue();

        foreach (var stays in new[] { others, shared }) File.Exists(Path.Combine(Copy(run, stays), "version.json")).ShouldBeTrue();
        Directory.GetFiles(Path.Combine(Copy(run, shared), "owners")).Select(Path.GetFileName).ShouldBe(["other-uid"]);
        Directory.Exists(run.File("store", new string('a', 64))).ShouldBeTrue();
        Directory.Exists(run.File("store", "runs")).ShouldBeTrue();
    }

    [Fact]
    public async Task Link_in_the_store_is_removed_and_not_what_it_leads_to()
    {
        using var run = Run();
        var old = await VersionAsync(run, "id\n1\n");
        var outside = run.Write("outside.csv", "precious");
        File.CreateSymbolicLink(Path.Combine(Copy(run, old), "data", "link"), outside);
        Directory.CreateSymbolicLink(Path.Combine(Copy(run, old), "folder"), Path.GetDirectoryName(outside)!);
        run.Task["keep"] = new JsonArray();

        (await VersionAsync(run, "id\n3\n")).Swept.ShouldBeTrue();

        (File.Exists(outside), Directory.Exists(Copy(run, old))).ShouldBe((true, false));
    }

    [Fact]
    public async Task Bucket_is_cleared_page_by_page_and_goes_on_where_it_was_broken_off()
    {
        var broken = false;
        var endpoint = new S3Endpoint { PageSize = 2, Fails = request => broken && request.Method == "DELETE" && DataIs(request.Path) };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync, tls: false);
        using var run = Run(server.Network);
        run.Variables["AWS_ACCESS_KEY_ID"] = S3Endpoint.AccessKey;
        run.Variables["AWS_SECRET_ACCESS_KEY"] = S3Endpoint.SecretKey;
        run.Variables["AWS_REGION"] = endpoint.Region;
        run.Variables["AWS_ENDPOINT_URL_S3"] = $"http://{TestServer.Host}:{server.Port}";
        run.Task["store"] = new JsonObject { ["uri"] = "s3://data/penguins/" };
        List<LookResult> old = [await VersionAsync(run, "id\n1\n"), await VersionAsync(run, "id\n2\n"), await VersionAsync(run, "id\n3\n")];
        run.Task["keep"] = new JsonArray(Hex(old[2])[..12]);

        broken = true;
        (await VersionAsync(run, "id\n4\n")).Swept.ShouldBeFalse();
        run.Log.ShouldContain(line => line.Contains("cannot be cleared away", StringComparison.Ordinal));
        old.Take(2).Count(version => endpoint.Objects.ContainsKey($"/data/penguins/{Hex(version)}/version.json")).ShouldBe(1);
        old.Take(2).ShouldAllBe(version => endpoint.Objects.ContainsKey($"/data/penguins/{Hex(version)}/owners/{Mine}"));

        broken = false;
        (await run.LookAsync()).Swept.ShouldBeTrue();
        endpoint.Objects.Keys.Where(key => key.Contains(Hex(old[0]), StringComparison.Ordinal)
            || key.Contains(Hex(old[1]), StringComparison.Ordinal)).ShouldBeEmpty();
        endpoint.Objects.Keys.Count(key => key.EndsWith("/version.json", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static bool DataIs(string? path) => path!.Contains("/data/penguins.csv", StringComparison.Ordinal);

    private static LookRun Run(Network.NetworkOptions? network = null)
    {
        var run = new LookRun { Network = network ?? Network.NetworkOptions.System };
        run.Task["uid"] = Mine;
        return run;
    }

    private static Task<LookResult> VersionAsync(LookRun run, string csv)
    {
        run.Write("penguins.csv", csv);
        return run.LookAsync();
    }

    private static string Hex(LookResult version) => version.Digest!["sha256:".Length..];

    private static string Copy(LookRun run, LookResult version) => run.File("store", Hex(version));
}
