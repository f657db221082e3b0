using Modelwright.Crds.Tests.Schemas;
using Modelwright.Crds.Tests.Server;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests;

/// <summary>The manifests on a real API server, which evaluates the CEL rules.</summary>
public sealed class ServerManifestTests
{
    public static TheoryData<string> Accepted { get; } = [.. ManifestFiles.Names("accepted")];

    public static TheoryData<string> Rejected { get; } = [.. ManifestFiles.Names("rejected")];

    public static TheoryData<string> Samples { get; } = ManifestTests.Samples;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Accepted_manifest_is_accepted(string name)
    {
        var answers = await ApplyAsync(ManifestFiles.File("accepted", name));
        answers.ShouldAllBe(answer => answer == null);
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task Rejected_manifest_is_rejected_with_a_message_that_names_the_field(string name)
    {
        var answers = await ApplyAsync(ManifestFiles.File("rejected", name));
        answers.SkipLast(1).ShouldAllBe(answer => answer == null);
        var message = answers[^1].ShouldNotBeNull();
        foreach (var fragment in ManifestFiles.Expectations(name)) message.ShouldContain(fragment);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_in_config_is_accepted(string file)
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        foreach (var manifest in YamlDocuments.Read(Repository.File("config", "samples", file)))
            if ((string?)manifest["apiVersion"] == ApiGroup.ApiVersion)
                (await server.CreateAsync(manifest, dryRun: true, Cancellation)).ShouldBeNull();
    }

    /// <summary>One document is only tried; several are steps in the life of one object.</summary>
    private static async Task<IReadOnlyList<string?>> ApplyAsync(string file)
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var steps = YamlDocuments.Read(file);
        if (steps.Count == 1) return [await server.CreateAsync(steps[0], dryRun: true, Cancellation)];
        var name = $"{Path.GetFileNameWithoutExtension(file)}-{Path.GetFileName(Path.GetDirectoryName(file))}";
        foreach (var step in steps) step["metadata"]!["name"] = name;
        await server.DeleteAsync(steps[0], Cancellation);
        try
        {
            var answers = new List<string?> { await server.CreateAsync(steps[0], dryRun: false, Cancellation) };
            foreach (var step in steps.Skip(1)) answers.Add(await server.PatchAsync(step, dryRun: false, Cancellation));
            return answers;
        }
        finally
        {
            await server.DeleteAsync(steps[0], Cancellation);
        }
    }
}
