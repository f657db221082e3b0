using System.Text.Json.Nodes;
using Modelwright.Agent.Metrics;
using Modelwright.Artifacts;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent.Tests.Attending;

/// <summary>What a container leaves, and what becomes of it.</summary>
public sealed class AttendantTests
{
    [Fact]
    public async Task Everything_is_kept_with_its_digest_and_the_record_comes_last()
    {
        await using var run = new AttendedRun();
        run.Task["parameters"] = new JsonObject { ["lr"] = "0.1" };
        run.Write("model/model.onnx", "a model");
        run.Write("metrics.jsonl", "{\"step\":1,\"auc\":0.7,\"loss\":0.5}\n{\"name\":\"auc\",\"value\":0.9,\"step\":2}");
        run.Write("progress", "100");
        run.Write("reference.csv", "age,city\n1,Bern\n2,Basel\n,Bern\n");
        run.Write("evaluation.csv", "id,label,score,prediction\n1,1,0.9,1\n");
        run.Write("artifacts/plots/roc (1).svg", "<svg/>");
        run.Write("model/signature.json", "{}");

        var report = await run.EndAsync();

        report.Failure.ShouldBeNull();
        report.Warnings.ShouldBeEmpty();
        report.Final.ShouldBeTrue();
        report.Model!.Digest.ShouldBe(Sha256Digest.Of("a model"u8).ToString());
        report.Model.Uri.ShouldBe($"file://{run.Stored("model.onnx")}");
        report.Metrics.ShouldBe([new MetricPoint("auc", 2, 0.9), new MetricPoint("loss", 1, 0.5)]);
        report.Series.ShouldBe([new SeriesPoint(1, 0.7), new SeriesPoint(2, 0.9)]);
        report.Points.ShouldBe(3);
        report.Progress!.Percent.ShouldBe(100);
        report.Artifacts.Select(file => file.Name).ShouldBe(
            ["evaluation.csv", "metrics.jsonl", "artifacts/plots/roc (1).svg", "model/signature.json"]);
        foreach (var file in report.Artifacts)
            file.Digest.ShouldBe(Sha256Digest.Of(File.ReadAllBytes(run.Stored(file.Name))).ToString());
        var profile = ProfileJson.Read(File.ReadAllBytes(run.Stored("profile.json")));
        (profile.Rows, profile.Columns.Count).ShouldBe((3, 2));
        report.Profile!.Digest.ShouldBe(Sha256Digest.Of(File.ReadAllBytes(run.Stored("profile.json"))).ToString());
        var record = JsonNode.Parse(File.ReadAllText(run.Stored("run.json")))!;
        record["uid"]!.ToString().ShouldBe("u-1");
        record["parameters"]!["lr"]!.ToString().ShouldBe("0.1");
        record["artifacts"]!.AsArray().Count.ShouldBe(4);
        File.GetLastWriteTimeUtc(run.Stored("run.json")).ShouldBeGreaterThanOrEqualTo(File.GetLastWriteTimeUtc(run.Stored("model.onnx")));
    }

    [Fact]
    public async Task Container_finds_its_folders_whoever_it_runs_as()
    {
        await using var run = new AttendedRun();
        Directory.Delete(run.Output(), recursive: true);

        await run.StartAsync();

        foreach (var folder in new[] { "model", "artifacts" })
        {
            Directory.Exists(run.Output(folder)).ShouldBeTrue(folder);
            if (OperatingSystem.IsWindows()) continue;
            File.GetUnixFileMode(run.Output(folder)).HasFlag(UnixFileMode.OtherWrite).ShouldBeTrue(folder);
        }
    }

    [Fact]
    public async Task Container_that_leaves_nothing_has_an_empty_report()
    {
        await using var run = new AttendedRun();

        var report = await run.EndAsync();

        report.Failure.ShouldBeNull();
        report.Model.ShouldBeNull();
        report.Metrics.ShouldBeEmpty();
        File.Exists(run.Stored("run.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Failure_file_becomes_the_failure()
    {
        await using var run = new AttendedRun();
        run.Write("failure", "column 'age' is missing\u0007\n" + new string('x', 5000));

        var report = await run.EndAsync();

        report.Failure!.Reason.ShouldBe("UserError");
        report.Failure.Message.ShouldStartWith("column 'age' is missing \nxxx");
        report.Failure.Message.Length.ShouldBe(1025);
    }

    [Fact]
    public async Task Empty_model_is_invalid()
    {
        await using var run = new AttendedRun();
        run.Write("model/model.onnx", "");

        (await run.EndAsync()).Failure!.Reason.ShouldBe("ModelInvalid");
    }

    [Fact]
    public async Task Link_in_place_of_the_model_is_refused_and_not_followed()
    {
        await using var run = new AttendedRun();
        await File.WriteAllTextAsync(run.Folder("secret"), "secret", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(run.Output("model", "model.onnx"), run.Folder("secret"));

        var report = await run.EndAsync();

        report.Failure!.Reason.ShouldBe("ModelInvalid");
        report.Failure.Message.ShouldContain("symbolic link");
        Directory.Exists(run.Stored()).ShouldBeFalse();
    }

    [Fact]
    public async Task Links_and_pipes_elsewhere_are_left_with_a_warning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mkfifo");
        await using var run = new AttendedRun();
        run.Write("model/model.onnx", "a model");
        await File.WriteAllTextAsync(run.Folder("secret"), "secret", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(run.Output("artifacts"));
        File.CreateSymbolicLink(run.Output("artifacts", "link"), run.Folder("secret"));
        Directory.CreateSymbolicLink(run.Output("artifacts", "loop"), run.Output());
        string[] pipes = ["artifacts/pipe", "metrics.jsonl", "progress", "failure", "reference.csv", "evaluation.csv"];
        foreach (var pipe in pipes) Pipe(run.Output(pipe));

        var report = await run.EndAsync();

        report.Failure.ShouldBeNull();
        report.Model.ShouldNotBeNull();
        report.Artifacts.ShouldBeEmpty();
        string[] left = ["artifacts/link", "artifacts/loop", "artifacts/pipe", "metrics.jsonl", "progress", "evaluation.csv"];
        foreach (var name in left)
            report.Warnings.ShouldContain(warning => warning.StartsWith(name + " is a ", StringComparison.Ordinal), name);
    }

    [Fact]
    public async Task Two_gigabytes_of_output_are_too_large()
    {
        await using var run = new AttendedRun();
        run.Task["limits"] = new JsonObject { ["outputBytes"] = 1L << 30 };
        run.Write("model/model.onnx", "a model");
        Sparse(run.Output("artifacts", "dump"), 2L << 30);

        var report = await run.EndAsync();

        report.Failure!.Reason.ShouldBe("OutputTooLarge");
        report.Failure.Message.ShouldContain("1073741824");
        Directory.Exists(run.Stored()).ShouldBeFalse();
    }

    [Fact]
    public async Task Model_larger_than_a_model_may_be_is_too_large()
    {
        await using var run = new AttendedRun();
        Sparse(run.Output("model", "model.onnx"), 3L << 30);

        var report = await run.EndAsync();

        report.Failure!.Reason.ShouldBe("OutputTooLarge");
        report.Failure.Message.ShouldContain("model/model.onnx");
    }

    [Fact]
    public async Task Too_many_files_are_too_large()
    {
        await using var run = new AttendedRun();
        Directory.CreateDirectory(run.Output("artifacts"));
        for (var i = 0; i <= 10_000; i++) File.Create(run.Output("artifacts", $"{i}")).Dispose();

        (await run.EndAsync()).Failure!.Reason.ShouldBe("OutputTooLarge");
    }

    [Fact]
    public async Task Reference_that_is_no_table_is_a_warning()
    {
        await using var run = new AttendedRun();
        run.Write("model/model.onnx", "a model");
        run.Write("profile.json", "{}");
        run.Write("reference.csv", "a,b\n1\n");

        var report = await run.EndAsync();

        report.Failure.ShouldBeNull();
        report.Profile.ShouldBeNull();
        report.Warnings.ShouldContain(w => w.StartsWith("profile.json cannot be used", StringComparison.Ordinal));
        report.Warnings.ShouldContain("reference.csv has 1 fields in line 2, but 2 column names");
    }

    [Fact]
    public async Task What_nobody_asked_for_stays_where_it_is()
    {
        await using var run = new AttendedRun();
        run.Write("core.123", "x");

        (await run.EndAsync()).Warnings.ShouldHaveSingleItem().ShouldContain("core.123");
        File.Exists(run.Stored("core.123")).ShouldBeFalse();
    }

    [Fact]
    public async Task Endless_line_garbage_and_100_000_names_cost_warnings_not_the_run()
    {
        await using var run = new AttendedRun();
        run.Write("model/model.onnx", "a model");
        await using (var file = new StreamWriter(run.Output("metrics.jsonl")))
        {
            var megabyte = new string('x', 1 << 20);
            for (var i = 0; i < 64; i++) await file.WriteAsync(megabyte);
            await file.WriteLineAsync();
            for (var i = 0; i < 100; i++) await file.WriteLineAsync("epoch 1: loss 0.2");
            for (var i = 0; i < 100_000; i++) await file.WriteLineAsync($$"""{"name":"m{{i}}","value":{{i}}}""");
            await file.WriteLineAsync("""{"auc":NaN,"step":1}""");
            await file.WriteLineAsync("""{"auc":0.9,"step":2}""");
        }

        var report = await run.EndAsync();

        report.Failure.ShouldBeNull();
        report.Metrics.Count.ShouldBe(1001);
        report.Metrics[0].ShouldBe(new MetricPoint("auc", 2, 0.9));
        report.Warnings.Count.ShouldBe(17);
        report.Warnings[0].ShouldContain("line 1 has more than 65536 bytes");
        report.Warnings[1].ShouldContain("line 2 is not JSON");
        report.Warnings[^1].ShouldBe("and 86 more warnings");
        Modelwright.Agent.Reports.TerminationReport.Fit(report).Length.ShouldBeLessThanOrEqualTo(4096);
    }

    private static void Sparse(string path, long bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        file.SetLength(bytes);
    }

    private static void Pipe(string path)
    {
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
        mkfifo.ExitCode.ShouldBe(0);
    }
}
