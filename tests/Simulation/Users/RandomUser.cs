using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person who changes Models faster than they can follow, with good and bad files.</summary>
public sealed class RandomUser
{
    private static readonly string[] ModelNames = ["a", "b", "c"];
    private static readonly string[] Delays = ["0s", "10s", "1m"];
    private static readonly string[] VersionNames = ["v1", "v2", "v3"];

    private readonly SimWorld world;
    private readonly ModelUser user;
    private readonly Random random;
    private readonly RandomRollouts rollouts;
    private readonly RandomData data;

    private readonly Dictionary<string, (string Uri, string? Digest)> served = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Uri, string? Digest)> before = new(StringComparer.Ordinal);

    /// <summary>Fills the model store.</summary>
    public RandomUser(SimWorld world, ModelUser user)
    {
        (this.world, this.user, random) = (world, user, world.Random);
        rollouts = new RandomRollouts(world, user);
        data = new RandomData(world, user);
        world.Models.Put(UriOf(0), "zero");
        world.Models.Put(UriOf(1), "one", model => model with { FetchTime = TimeSpan.FromSeconds(20) });
        world.Models.Put(UriOf(2), "two", model => model with { LoadTime = TimeSpan.FromSeconds(15) });
        world.Models.Put(UriOf(3), "three", model => model with { FetchFailure = "AccessDenied" });
        world.Models.Put(UriOf(4), "four", model => model with { LoadFailure = "ModelRefused" });
    }

    /// <summary>Does something.</summary>
    public void Act()
    {
        if (random.Next(8) == 0) data.Act();
        var name = Pick(ModelNames);
        var model = user.Get(name);
        if (model is null)
        {
            Create(name);
            return;
        }

        switch (random.Next(16))
        {
            case 0: user.Delete(name); break;
            case 1 or 2: user.Scale(name, random.Next(4)); break;
            case 3: user.ServeVersion(name, AVersion()); break;
            case 4: user.Change(name, "gets a variable", copy => copy["spec"]!.AsObject().Make("serving")["env"] = Variables()); break;
            case 5: user.Change(name, "gets other times", OtherTimes); break;
            case 6: Revert(name); break;
            case 7 or 8: rollouts.Roll(name); break;
            case 9 or 10 or 11: rollouts.Say(name); break;
            case 12: rollouts.Freeze(name); break;
            default: Serve(name, AFile()); break;
        }
    }

    private void Create(string name)
    {
        int? replicas = random.Next(2) == 0 ? null : random.Next(4);
        if (random.Next(4) == 0) user.CreateFromVersion(name, AVersion(), replicas);
        else
        {
            var (uri, digest) = AFile();
            user.Create(name, uri, digest, replicas);
        }

        if (random.Next(2) == 0) rollouts.Roll(name);
    }

    private void Serve(string name, (string Uri, string? Digest) file)
    {
        if (served.TryGetValue(name, out var last)) before[name] = last;
        served[name] = file;
        user.Serve(name, file.Uri, file.Digest);
    }

    /// <summary>Back to the file that was served before, as after a bad one.</summary>
    private void Revert(string name) => Serve(name, before.TryGetValue(name, out var file) ? file : AFile());

    /// <summary>Mostly a good one: its digest is right or left out. Sometimes the file is missing, refused, or another one.</summary>
    private (string Uri, string? Digest) AFile()
    {
        var number = random.Next(3) < 2 ? random.Next(3) : random.Next(6);
        var content = world.Models.Find(UriOf(number))?.Digest ?? ModelStore.DigestOf("missing");
        return (UriOf(number), random.Next(6) switch { 0 or 1 => null, 2 => ModelStore.DigestOf("other"), _ => content });
    }

    private string AVersion()
    {
        var name = Pick(VersionNames);
        if (random.Next(2) == 0 && world.Admin.Get(KnownResources.ModelVersions, user.Namespace, name) is null)
        {
            var (uri, digest) = AFile();
            user.CreateVersion(name, uri, digest ?? ModelStore.DigestOf("other"));
        }

        return name;
    }

    private void OtherTimes(JsonObject model) => model["spec"]!.AsObject().Make("rollout")["scaleDownDelay"] = Pick(Delays);

    private JsonArray Variables() =>
        [new JsonObject { ["name"] = "LEVEL", ["value"] = $"{random.Next(3)}" }];

    private static string UriOf(int number) => $"https://models.example.com/{number}.onnx";

    private string Pick(string[] items) => items[random.Next(items.Length)];
}
