using System.Net;
using Modelwright.Router.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Routes;

public sealed class ColdStartTests
{
    [Fact]
    public async Task Router_serves_from_its_folder_before_anyone_pushes()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("fraud.json"), TestRouter.Table("fraud", 7, ("fraud-1", backend.Url, 100)));
        await using var router = await StartAsync(folder);
        using var client = new HttpClient();

        (await client.GetStringAsync(new Uri(router.Url, "/v2/models/fraud/ready"), TestContext.Current.CancellationToken)).ShouldContain(
            "fraud-1");
        (await StatusAsync(router, "/readyz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Malformed_files_are_skipped_and_shown_while_the_others_serve()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("a-broken.json"), "{");
        File.WriteAllText(folder.File("b-empty.json"), "");
        File.WriteAllText(folder.File("other-name.json"), TestRouter.Table("fraud", 1, ("r", new Uri("http://h:1"), 100)));
        File.WriteAllBytes(folder.File("huge.json"), new byte[(1 << 20) + 1]);
        File.WriteAllText(folder.File("notes.txt"), "not mine");
        Directory.CreateDirectory(folder.File("folder.json"));
        File.CreateSymbolicLink(folder.File("dangling.json"), folder.File("nowhere"));
        File.WriteAllText(folder.File("churn.json"), TestRouter.Table("churn", 2, ("r", new Uri("http://h:1"), 100)));
        await using var router = await StartAsync(folder);

        router.Server.Routes.Current.Routes.Single().Model.ShouldBe("churn");
        var metrics = await router.MetricsAsync();
        metrics.ShouldContain("modelwright_router_invalid_route_files 5");
        metrics.ShouldContain("""modelwright_router_route_updates_total{source="file",result="Applied"} 1""");
        router.Log.Lines.Count(l => l.StartsWith("Error: route file", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Router_is_ready_without_any_file(bool exists)
    {
        using var folder = new TempFolder();
        await using var router =
            await TestRouter.StartAsync(o => o with { RoutesDirectory = exists ? folder.Path : folder.File("absent") });
        (await StatusAsync(router, "/readyz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Newer_push_wins_over_the_file_and_a_newer_file_over_the_push()
    {
        using var folder = new TempFolder();
        Write(5, "from-file");
        await using var router = await StartAsync(folder);
        await router.PushAsync("fraud", 6, ("from-push", new Uri("http://h:1"), 100));
        Write(5, "rewritten");
        await RereadAsync(router);
        Revision(router).ShouldBe("from-push");
        Write(6, "same-revision");
        await RereadAsync(router);
        Revision(router).ShouldBe("from-push");
        (await router.MetricsAsync()).ShouldContain("modelwright_router_invalid_route_files 1");

        Write(7, "newer-file");
        await Eventually.Async(() => Revision(router) == "newer-file", "the newer file is in force");
        File.Delete(folder.File("fraud.json"));
        await RereadAsync(router);
        Revision(router).ShouldBe("newer-file");

        void Write(int revision, string backend)
        {
            File.WriteAllText(folder.File("next"), TestRouter.Table("fraud", revision, (backend, new Uri("http://h:1"), 100)));
            File.Move(folder.File("next"), folder.File("fraud.json"), overwrite: true);
        }

        // Files are read in order: once the later marker is in force, the earlier file of the same round was seen.
        async Task RereadAsync(TestRouter r)
        {
            var marker = (r.Server.Routes.Current["zz"]?.Revision ?? 0) + 1;
            File.WriteAllText(folder.File("next"), TestRouter.Table("zz", marker));
            File.Move(folder.File("next"), folder.File("zz.json"), overwrite: true);
            await Eventually.Async(() => r.Server.Routes.Current["zz"]?.Revision == marker, "the folder is read again");
        }
    }

    [Fact]
    public async Task Removed_route_does_not_come_back_from_a_file_that_lags()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("fraud.json"), TestRouter.Table("fraud", 3, ("r", new Uri("http://h:1"), 100)));
        await using var router = await StartAsync(folder);
        using var removed = await router.SendAsync(HttpMethod.Delete, "/v1/routes/fraud?revision=4");
        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
        File.WriteAllText(folder.File("zz.json"), TestRouter.Table("zz", 1));
        await Eventually.Async(() => router.Server.Routes.Current["zz"] is not null, "the folder is read again");
        router.Server.Routes.Current["fraud"].ShouldBeNull();
    }

    private static string Revision(TestRouter router) => router.Server.Routes.Current["fraud"]!.Backends.Single().Revision;

    private static Task<TestRouter> StartAsync(TempFolder folder) =>
        TestRouter.StartAsync(o => o with { RoutesDirectory = folder.Path, RoutesPollInterval = TimeSpan.FromMilliseconds(50) });

    private static async Task<HttpStatusCode> StatusAsync(TestRouter router, string path)
    {
        using var response = await router.SendAsync(HttpMethod.Get, path, withToken: false);
        return response.StatusCode;
    }
}
