using System.CommandLine;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Agent;

/// <summary>The command <c>fetch</c>: brings one artifact to a file, checked (docs/contracts.md).</summary>
internal static class FetchCommand
{
    // Nobody waits long for what serving does not need.
    private static readonly FetchPolicy ProfilePolicy = new() { MaxAttempts = 3, TotalTimeout = TimeSpan.FromSeconds(30) };

    public static Command Create(Func<string, string?> variable)
    {
        var uri = new Option<string>("--uri")
        {
            Description = "https://, s3://, pvc://, oci:// or file:// URI of the artifact",
            Required = true,
        };
        var output = new Option<string>("--output")
        {
            Description = "where the file appears once it is complete and checked",
            Required = true,
        };
        var digest = new Option<string?>("--digest") { Description = "sha256:HEX that the bytes must have" };
        var pin = new Option<string?>("--pin") { Description = "file that may hold such a digest" };
        var maxBytes = new Option<long>("--max-bytes")
        {
            Description = "refuse more bytes than this",
            DefaultValueFactory = _ => FetchRequest.DefaultMaxBytes,
        };
        maxBytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() <= 0) result.AddError("--max-bytes must be at least 1");
        });
        var sourceRoot = new Option<string?>("--source-root") { Description = "where the claim of a pvc:// URI is mounted" };
        var profileUri = new Option<string?>("--profile-uri") { Description = "URI of the version's reference profile" };
        var profileDigest = new Option<string?>("--profile-digest") { Description = "sha256:HEX that the profile must have" };
        var profileOutput = new Option<string?>("--profile-output") { Description = "where the profile appears" };
        var profileRoot = new Option<string?>("--profile-source-root") { Description = "where its claim is mounted" };
        var allowFile = new Option<bool>("--allow-file") { Description = "accept file://, where pods are processes of one machine" };
        var allowLoopback = new Option<bool>("--allow-loopback") { Description = "accept addresses of this machine" };

        var command = new Command("fetch", "Fetches one artifact, checks its size and digest, and writes it to a file.")
        {
            uri, output, digest, pin, maxBytes, sourceRoot, allowFile, allowLoopback, profileUri, profileDigest, profileOutput, profileRoot,
        };
        command.SetAction((arguments, cancellation) => RunAsync(
            new FetchRequest
            {
                Uri = arguments.GetRequiredValue(uri),
                Output = arguments.GetRequiredValue(output),
                Digest = arguments.GetValue(digest),
                PinFile = arguments.GetValue(pin),
                MaxBytes = arguments.GetValue(maxBytes),
                SourceRoot = arguments.GetValue(sourceRoot),
                AllowFile = arguments.GetValue(allowFile),
                AllowLoopback = arguments.GetValue(allowLoopback),
            },
            arguments.GetValue(profileUri) is { } profile && arguments.GetValue(profileOutput) is { } place
                ? new FetchRequest
                {
                    Uri = profile,
                    Output = place,
                    Digest = arguments.GetValue(profileDigest),
                    MaxBytes = ProfileJson.MaxBytes,
                    SourceRoot = arguments.GetValue(profileRoot),
                    AllowFile = arguments.GetValue(allowFile),
                    AllowLoopback = arguments.GetValue(allowLoopback),
                }
                : null,
            variable,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        FetchRequest request, FetchRequest? profile, Func<string, string?> variable, CancellationToken cancellation)
    {
        try
        {
            var result = await Fetcher(new FetchPolicy(), variable).FetchAsync(request, cancellation);
            if (profile is not null) await FetchProfileAsync(profile, variable, cancellation);
            Console.WriteLine($"fetched {result.Bytes} bytes, {result.Digest}");
            TerminationMessage.Write(TerminationMessage.Success(result), variable);
            return 0;
        }
        catch (FetchException e)
        {
            return Fail(e.Reason, e.Message, variable);
        }
        catch (OperationCanceledException)
        {
            return Fail(FetchReason.Failed, "stopped before the artifact was complete", variable);
        }
    }

    // The model is what must be there. Without its profile it serves all the same, and the server says that nothing is counted.
    private static async Task FetchProfileAsync(FetchRequest profile, Func<string, string?> variable, CancellationToken cancellation)
    {
        try
        {
            var result = await Fetcher(ProfilePolicy, variable).FetchAsync(profile, cancellation);
            Console.WriteLine($"fetched the reference profile, {result.Bytes} bytes, {result.Digest}");
        }
        catch (FetchException e)
        {
            Console.Error.WriteLine($"agent: the reference profile cannot be had, so no feature is counted: {e.Reason}: {e.Message}");
        }
    }

    private static Fetcher Fetcher(FetchPolicy policy, Func<string, string?> variable) => new(
        new SourceFactory(policy, Credentials.FromEnvironment(variable), NetworkOptions.System), policy, TimeProvider.System, Random.Shared,
        line => Console.Error.WriteLine($"fetch: {line}"));

    /// <summary>Reports a failure in words, in the termination message and as exit code.</summary>
    public static int Fail(FetchReason reason, string message, Func<string, string?> variable)
    {
        Console.Error.WriteLine($"agent: {reason}: {message}");
        TerminationMessage.Write(TerminationMessage.Failure(reason, message), variable);
        return 1;
    }
}
